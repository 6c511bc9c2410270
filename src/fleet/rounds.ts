import { setTimeout as sleep } from 'node:timers/promises';

/** When rounds begin. */
export interface Rhythm {
  /** Milliseconds from the beginning of one round to that of the next. */
  readonly intervalMs: number;
  /** Share of the interval, from 0 to 1, by which each is longer or shorter at random. */
  readonly jitter: number;
  /** How many rounds; `null` for no end. */
  readonly count: number | null;
}

/** What rounds need from outside. */
export interface RoundParts {
  round(): Promise<void>;
  /** Told when a round took longer than the interval. */
  late(tookMs: number): void;
  now(): number;
  /** From 0 to 1. */
  random(): number;
  pause(ms: number, signal: AbortSignal): Promise<void>;
  readonly signal: AbortSignal;
}

/** Waits, or less where the signal fires. */
export async function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Runs round after round and never two at once: one that takes longer than the interval delays the next. */
export async function runRounds({ intervalMs, jitter, count }: Rhythm, parts: RoundParts): Promise<void> {
  const stopped = (): boolean => parts.signal.aborted;
  for (let done = 1; !stopped(); done++) {
    const began = parts.now();
    await parts.round();
    if (done === count || stopped()) return;
    const gap = intervalMs * (1 + jitter * (2 * parts.random() - 1));
    const left = began + gap - parts.now();
    if (left < 0) parts.late(parts.now() - began);
    else await parts.pause(left, parts.signal);
  }
}
