import { readFileSync } from 'node:fs';
import { UsageError } from '../cli/usage-error.js';

/** Control and data connections that one check may have open at the same time, listeners included. */
const perCheck = 12;
/** For the files and streams of the process itself. */
const reserve = 40;

/** How many files this process may have open; `null` where the system does not tell (all but Linux). */
export function openFilesAllowed(
  limits: () => string = () => readFileSync('/proc/self/limits', 'utf8'),
): number | null {
  try {
    const match = /^Max open files\s+(\d+|unlimited)/m.exec(limits());
    return match === null || match[1] === 'unlimited' ? null : Number(match[1]);
  } catch {
    return null;
  }
}

/** As many checks at once as the system has descriptors for: with fewer, a healthy server would look broken. */
export function fitting(concurrency: number, allowed: number | null): number {
  if (allowed === null) return concurrency;
  return Math.max(1, Math.min(concurrency, Math.floor((allowed - reserve) / perCheck)));
}

/** As few clients as a server that makes checks can live with. */
const leastClients = 8;

/** How a server that makes checks for others shares its descriptors: clients at a time, and checks at a time. */
export function shared(
  wanted: { readonly clients: number; readonly checks: number },
  allowed: number | null,
): { readonly clients: number; readonly checks: number } {
  if (allowed === null) return wanted;
  // A third is for clients: what they cannot have, they wait for, and a check that lacks one is lost.
  const clients = Math.max(leastClients, Math.min(wanted.clients, Math.floor((allowed - reserve) / 3)));
  return { clients, checks: fitting(wanted.checks, allowed - clients) };
}

/** Throws `UsageError` where there is no room for a check and a few clients. */
export function assertRoomToServe(allowed: number | null): void {
  assertRoom(allowed, reserve + perCheck + leastClients, 'an exporter');
}

/**
 * Throws `UsageError` where the system allows too few open files for even one check: what then fails for want of one
 * would look like a fault of the network.
 */
export function assertRoomForOne(allowed: number | null): void {
  assertRoom(allowed, reserve + perCheck, 'a check');
}

function assertRoom(allowed: number | null, needed: number, who: string): void {
  if (allowed === null || allowed >= needed) return;
  throw new UsageError(
    `this process may have only ${allowed} files open, and ${who} needs ${needed}; raise it with: ulimit -n 1024`,
  );
}
