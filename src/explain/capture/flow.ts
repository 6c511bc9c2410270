import type { IcmpError } from './icmp.js';
import type { Packet } from './packet.js';

/** What follows the packets of one connection. */
export interface Handler {
  /** Whether it is part of an open FTP session, and stays in the table while others are forgotten. */
  pinned(): boolean;
  segment(packet: Packet, fromA: boolean, flow: Flow): void;
  /** An ICMP error about one of its packets. */
  unreachable(packet: Packet, error: IcmpError): void;
  /** Whether no further packet can teach it anything; it is let go of then. */
  finished(): boolean;
  /** Whether a SYN would begin another connection between the same ports. */
  over(): boolean;
}

/** One connection; the end that sent its first packet is `a`. `handler` is `null` for what is no FTP. */
export interface Flow {
  readonly hash: number;
  readonly family: 4 | 6;
  readonly a0: number;
  readonly a1: number;
  readonly a2: number;
  readonly a3: number;
  readonly aPort: number;
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly b3: number;
  readonly bPort: number;
  handler: Handler | null;
  chain: Flow | null;
}

/** The connections of a capture. */
export interface FlowTable {
  /** The connection a packet belongs to, whichever way it goes; `null` where it is new. */
  find(packet: Packet): Flow | null;
  add(packet: Packet): Flow;
}

const mostInGeneration = 32_768;
const longestChain = 16;

function hashOf({ s0, s1, s2, s3, t0, t1, t2, t3, sourcePort, targetPort }: Packet): number {
  // The same both ways; multiplied out so that neighbours do not meet.
  const hosts = (s0 ^ s1 ^ s2 ^ s3) + (t0 ^ t1 ^ t2 ^ t3);
  const hash = Math.imul(hosts ^ Math.imul(sourcePort + targetPort, 0x9e3779b1), 0x85ebca6b);
  return (hash ^ (hash >>> 13) ^ Math.imul(sourcePort ^ targetPort, 0xc2b2ae35)) | 0;
}

/** Whether a packet goes from `a` to `b`. */
export function isFromA(flow: Flow, packet: Packet): boolean {
  return (
    flow.aPort === packet.sourcePort &&
    flow.bPort === packet.targetPort &&
    flow.a0 === packet.s0 &&
    flow.b0 === packet.t0 &&
    flow.a3 === packet.s3 &&
    flow.b3 === packet.t3 &&
    flow.a1 === packet.s1 &&
    flow.a2 === packet.s2 &&
    flow.b1 === packet.t1 &&
    flow.b2 === packet.t2
  );
}

function isFromB(flow: Flow, packet: Packet): boolean {
  return (
    flow.bPort === packet.sourcePort &&
    flow.aPort === packet.targetPort &&
    flow.b0 === packet.s0 &&
    flow.a0 === packet.t0 &&
    flow.b3 === packet.s3 &&
    flow.a3 === packet.t3 &&
    flow.b1 === packet.s1 &&
    flow.b2 === packet.s2 &&
    flow.a1 === packet.t1 &&
    flow.a2 === packet.t2
  );
}

/**
 * A table in two generations: when the young one is full the old one is forgotten, except for what belongs to FTP.
 * Chains are short, so that a hostile capture cannot make the look-up slow.
 */
export function createFlowTable(): FlowTable {
  let young = new Map<number, Flow>();
  let old = new Map<number, Flow>();

  function search(from: Flow | undefined, packet: Packet): Flow | null {
    for (let flow = from ?? null; flow !== null; flow = flow.chain) {
      if (isFromA(flow, packet) || isFromB(flow, packet)) return flow;
    }
    return null;
  }

  function insert(flow: Flow): void {
    let length = 1;
    const head = young.get(flow.hash) ?? null;
    for (let one = head; one !== null; one = one.chain) {
      if (++length > longestChain) one.chain = null;
    }
    flow.chain = head;
    young.set(flow.hash, flow);
  }

  function age(): void {
    if (young.size < mostInGeneration) return;
    const pinned: Flow[] = [];
    for (const head of old.values()) {
      for (let flow: Flow | null = head; flow !== null; flow = flow.chain)
        if (flow.handler?.pinned() === true) pinned.push(flow);
    }
    old = young;
    young = new Map();
    for (const flow of pinned) insert(flow);
  }

  return {
    find(packet) {
      const hash = hashOf(packet);
      const found = search(young.get(hash), packet);
      if (found !== null || old.size === 0) return found;
      const aged = search(old.get(hash), packet);
      if (aged === null) return null;
      // A copy, since the old chain must stay as it is; young is always searched first.
      const flow = { ...aged };
      aged.handler = null;
      insert(flow);
      return flow;
    },
    add(packet) {
      age();
      const { family, s0, s1, s2, s3, t0, t1, t2, t3, sourcePort, targetPort } = packet;
      const flow: Flow = {
        hash: hashOf(packet),
        family,
        a0: s0,
        a1: s1,
        a2: s2,
        a3: s3,
        aPort: sourcePort,
        b0: t0,
        b1: t1,
        b2: t2,
        b3: t3,
        bPort: targetPort,
        handler: null,
        chain: null,
      };
      insert(flow);
      return flow;
    },
  };
}
