import { unjudged } from './command.js';

const waiting: (() => void)[] = [];
// An object, because a signal changes it behind the compiler's back.
const state = { asked: false };

/**
 * From here on Ctrl-C and SIGTERM leave with the exit code for "could not judge", at once where nobody waits for them;
 * a check that waits is told the first time, so that what is known can still be said.
 */
export function takeSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      const stop = waiting.at(-1);
      if (state.asked || stop === undefined) process.exit(unjudged);
      state.asked = true;
      stop();
    });
  }
}

/** Has `stop` called on the first signal. Answers with a function that ends the wait. */
export function onInterrupt(stop: () => void): () => void {
  waiting.push(stop);
  return () => {
    waiting.splice(waiting.lastIndexOf(stop), 1);
  };
}

/** Whether the user asked to stop. */
export function interrupted(): boolean {
  return state.asked;
}
