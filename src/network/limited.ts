import type { Outcome } from '../model/network.js';
import { cutShort, failed } from './failure.js';
import { whenLate } from './late.js';

/** Runs `start` until it answers, `timeoutMs` pass (`late` answers then) or the signal fires. */
export function limited<T>(
  start: (answer: (outcome: Outcome<T>) => void) => void,
  timeoutMs: number,
  signal: AbortSignal | undefined,
  late: () => Outcome<T>,
): Promise<Outcome<T>> {
  return new Promise((resolve) => {
    const answer = (outcome: Outcome<T>): void => {
      forget();
      signal?.removeEventListener('abort', onAbort);
      resolve(outcome);
    };
    const onAbort = (): void => {
      if (signal !== undefined) answer(failed(cutShort(signal)));
    };
    const forget = whenLate(timeoutMs, () => {
      answer(late());
    });
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    else start(answer);
  });
}

/** The answer of who waited so long for nothing. */
export function nothingWithin<T>(timeoutMs: number): () => Outcome<T> {
  return () => failed({ kind: 'timed-out', detail: `no answer within ${Math.round(timeoutMs)} ms` });
}
