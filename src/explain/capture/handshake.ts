import type { Failure } from '../../model/network.js';
import { ACK, RST, SYN, type Packet } from './packet.js';
import { mssOf } from './tcp.js';

/** How a connection came about, or why it did not; times in milliseconds since 1970, NaN where not seen. */
export interface Handshake {
  /** Whether the end that stands first in the flow opened it; `null` when the capture began later. */
  clientIsA: boolean | null;
  syns: number;
  synMs: number;
  lastSynMs: number;
  synNumber: number;
  openedMs: number;
  openedNumber: number;
  clientTtl: number | null;
  serverTtl: number | null;
  clientMss: number | null;
  serverMss: number | null;
  failure: Failure | null;
  failedMs: number;
  failedNumber: number;
}

/** A handshake of which nothing was seen yet. */
export function createHandshake(): Handshake {
  return {
    clientIsA: null,
    syns: 0,
    synMs: Number.NaN,
    lastSynMs: Number.NaN,
    synNumber: 0,
    openedMs: Number.NaN,
    openedNumber: 0,
    clientTtl: null,
    serverTtl: null,
    clientMss: null,
    serverMss: null,
    failure: null,
    failedMs: Number.NaN,
    failedNumber: 0,
  };
}

/** Whether a SYN was answered, or data flowed as if it had been. */
export const isOpen = (one: Handshake): boolean => one.openedNumber > 0;

/** Milliseconds as a text for people. */
export const seconds = (ms: number): string => (ms < 100 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(1)} s`);

function fail(one: Handshake, packet: Packet, failure: Failure): void {
  if (one.failure !== null || isOpen(one)) return;
  one.failure = failure;
  one.failedMs = packet.ms;
  one.failedNumber = packet.number;
}

/** Takes in one packet of the connection. */
export function observeHandshake(one: Handshake, packet: Packet, fromA: boolean): void {
  const { flags, ms, number } = packet;
  if ((flags & SYN) !== 0 && (flags & ACK) === 0) {
    one.clientIsA ??= fromA;
    one.syns++;
    one.lastSynMs = ms;
    if (one.syns > 1) return;
    one.synMs = ms;
    one.synNumber = number;
    one.clientTtl = packet.ttl;
    one.clientMss = mssOf(packet);
  } else if ((flags & SYN) !== 0) {
    one.clientIsA ??= !fromA;
    one.serverTtl ??= packet.ttl;
    one.serverMss ??= mssOf(packet);
    if (isOpen(one)) return;
    one.openedMs = ms;
    one.openedNumber = number;
  } else if ((flags & RST) !== 0 && one.syns > 0 && fromA !== one.clientIsA) {
    if (!isOpen(one)) one.serverTtl ??= packet.ttl;
    fail(one, packet, { kind: 'refused', detail: `RST answered the SYN after ${seconds(ms - one.synMs)}` });
  }
}

/** Takes in an ICMP error about the connection's SYN. */
export function observeIcmp(one: Handshake, packet: Packet, failure: Failure): void {
  fail(one, packet, failure);
}

/** The failure of a connection that did not come about by `ms`. */
export function failureOfSyn(one: Handshake, ms: number): Failure {
  if (one.failure !== null) return one.failure;
  const times = one.syns === 1 ? 'the SYN' : `${one.syns} SYNs`;
  return { kind: 'timed-out', detail: `no answer to ${times} in ${seconds(ms - one.synMs)}` };
}
