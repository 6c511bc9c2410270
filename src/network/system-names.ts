import type { Family } from '../model/network.js';

/** The resolver counts in whole seconds. */
const secondMs = 1000;
const most = { seconds: 30, attempts: 2 };

/**
 * The options under which the resolver of glibc gives up within about `timeoutMs` when none of its servers answers
 * (resolv.conf(5)); by itself it goes on for 10 to 30 s.
 */
export function resolverOptions(timeoutMs: number, servers: number): string {
  const each = timeoutMs / secondMs / Math.max(1, servers);
  const attempts = each >= most.attempts ? most.attempts : 1;
  const seconds = Math.min(most.seconds, Math.max(1, Math.floor(each / attempts)));
  return `timeout:${seconds} attempts:${attempts}`;
}

/**
 * Asks the system for the addresses of a name. A question cannot be taken back, and a process does not end while one is
 * open, so the system is told how long we are going to listen, unless somebody else has told it already.
 */
export async function systemNames(host: string, family: Family | null, timeoutMs: number): Promise<readonly string[]> {
  // Loaded for names alone: most targets of a sweep are addresses.
  const { getServers, lookup } = await import('node:dns/promises');
  process.env['RES_OPTIONS'] ??= resolverOptions(timeoutMs, getServers().length);
  const found = await lookup(host, { all: true, verbatim: true, family: family ?? 0 });
  return found.map(({ address }) => address);
}
