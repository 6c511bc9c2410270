/**
 * Calls `late` once `ms` have passed and what had come by then was handed over. After a stop (a laptop that slept, a
 * shell's Ctrl-Z) the wait of the event loop ends with EINTR, and the timers are due before the sockets are read.
 * Answers with a function that calls it off.
 */
export function whenLate(ms: number, late: () => void): () => void {
  let immediate: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    immediate = setImmediate(late);
  }, ms);
  return () => {
    clearTimeout(timer);
    clearImmediate(immediate);
  };
}
