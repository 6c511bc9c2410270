/**
 * Calls `late` once `ms` have passed and what had come by then was handed over: after the process was stopped for a
 * while (a laptop that slept) the timers are due before the sockets are read. Answers with a function that calls it off.
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
