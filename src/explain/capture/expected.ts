import type { Attempt } from './attempt.js';
import type { Control } from './control.js';
import { SYN, sourceOf, targetOf, type Packet } from './packet.js';

/** The ports at which data connections are to come. */
export interface Expected {
  add(control: Control, attempt: Attempt): void;
  remove(attempt: Attempt): void;
  /** What a new connection belongs to, by the port it goes to and the hosts at its ends; `null` where to none. */
  match(packet: Packet): { readonly control: Control; readonly attempt: Attempt } | null;
}

/**
 * Matches by address and port; where NAT changed an address, by the port and the other end. The most alike wins, and
 * of those the latest.
 */
export function createExpected(): Expected {
  const waiting = new Map<number, { readonly control: Control; readonly attempt: Attempt }[]>();
  // Most connections go to ports that nobody waits for.
  const any = new Uint8Array(65_536);

  function likeness(control: Control, attempt: Attempt, from: string, to: string): number {
    const { passive, advertised } = attempt;
    const listener = passive ? control.server : control.client;
    const caller = passive ? control.client : control.server;
    const named = to === advertised?.host;
    const near = to === listener;
    const known = from === caller;
    if (!named && !near && !known) return 0;
    // A port alone, with one end right, is enough: that is how NAT changes one side.
    return (named ? 4 : 0) + (known ? 3 : 0) + (near ? 2 : 0);
  }

  function best(port: number, from: string, to: string): { control: Control; attempt: Attempt; score: number } | null {
    let found: { control: Control; attempt: Attempt; score: number } | null = null;
    for (const { control, attempt } of waiting.get(port) ?? []) {
      const score = likeness(control, attempt, from, to);
      if (score > 0 && score >= (found?.score ?? 0)) found = { control, attempt, score };
    }
    return found;
  }

  return {
    add(control, attempt) {
      const port = attempt.advertised?.port ?? 0;
      const list = waiting.get(port) ?? [];
      if (!list.some((one) => one.attempt === attempt)) list.push({ control, attempt });
      waiting.set(port, list);
      any[port] = 1;
    },
    remove(attempt) {
      const port = attempt.advertised?.port ?? 0;
      const list = (waiting.get(port) ?? []).filter((one) => one.attempt !== attempt);
      if (list.length > 0) waiting.set(port, list);
      else {
        waiting.delete(port);
        any[port] = 0;
      }
    },
    match(packet) {
      const { sourcePort, targetPort, flags } = packet;
      const there = any[targetPort] === 1;
      // A SYN goes to the end that listens; without one it is either.
      const here = any[sourcePort] === 1 && (flags & SYN) === 0;
      if (!there && !here) return null;
      const [source, target] = [sourceOf(packet).host, targetOf(packet).host];
      return (there ? best(targetPort, source, target) : null) ?? (here ? best(sourcePort, target, source) : null);
    },
  };
}
