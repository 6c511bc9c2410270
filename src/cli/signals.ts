import { unjudged } from './command.js';

/**
 * Calls `stop` on the first Ctrl-C (or SIGTERM), so that what is known can still be said; the second one leaves at once.
 * Answers with a function that takes the handlers away again.
 */
export function onInterrupt(stop: () => void): () => void {
  let asked = false;
  const handle = (): void => {
    if (asked) process.exit(unjudged);
    asked = true;
    stop();
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, handle);
  return () => {
    for (const signal of signals) process.off(signal, handle);
  };
}
