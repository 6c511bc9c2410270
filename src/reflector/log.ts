import { safeJson } from '../formats/sanitise.js';

/** Facts of one event; text from outside is made safe when it is written. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;
export type Log = (event: string, facts: LogFacts) => void;

const longest = 200;

/** A log of one JSON line for each event. */
export function jsonLog(write: (line: string) => void, now: () => Date = () => new Date()): Log {
  return (event, facts) => {
    const short = Object.entries(facts).map(([name, fact]) => [
      name,
      typeof fact === 'string' ? fact.slice(0, longest) : fact,
    ]);
    write(`${safeJson({ at: now().toISOString(), event, ...Object.fromEntries(short) })}\n`);
  };
}
