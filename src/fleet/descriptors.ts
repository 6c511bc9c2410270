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

/**
 * Throws `UsageError` where the system allows too few open files for even one check: what then fails for want of one
 * would look like a fault of the network.
 */
export function assertRoomForOne(allowed: number | null): void {
  const needed = reserve + perCheck;
  if (allowed === null || allowed >= needed) return;
  throw new UsageError(
    `this process may have only ${allowed} files open, and a check needs ${needed}; raise it with: ulimit -n 1024`,
  );
}
