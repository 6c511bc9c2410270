import type { Report } from '../../model/report.js';

type Rung = NonNullable<Report['idle']>[number];

const ends: Readonly<Record<Rung['outcome'], string>> = {
  alive: 'answered',
  silent: 'dead in silence',
  reset: 'dead by RST',
  closed: 'closed without a word',
  told: 'ended by the server (421)',
};

/** A time of the idle ladder or of a transfer, in seconds. */
export function shortTime(ms: number): string {
  if (ms < 100) return `${Math.round(ms)} ms`;
  return ms < 10_000 ? `${Math.round(ms / 100) / 10} s` : `${Math.round(ms / 1000)} s`;
}

/** Times in a row, the same ones once: a server that ends sessions after five minutes does so to all of them. */
function times(rungs: readonly Rung[]): string {
  const counts = new Map<string, number>();
  for (const { restedMs } of rungs) counts.set(shortTime(restedMs), (counts.get(shortTime(restedMs)) ?? 0) + 1);
  return [...counts].map(([time, count]) => (count === 1 ? time : `${time} (${count} times)`)).join(', ');
}

/** The idle ladder in one line: what became of a control connection after which rest. Empty where none was climbed. */
export function idleText({ idle = [] }: Report): string {
  const rungs = idle.filter(({ kept }) => kept === 'nothing');
  const plain = (Object.keys(ends) as Rung['outcome'][]).flatMap((outcome) => {
    const alike = rungs.filter((rung) => rung.outcome === outcome);
    return alike.length === 0 ? [] : [`${ends[outcome]} after ${times(alike)}`];
  });
  const kept = idle.flatMap(({ kept: how, everyMs, restedMs, outcome }) =>
    how === 'nothing'
      ? []
      : [
          `with ${how === 'tcp' ? 'TCP keepalive' : 'NOOP'} every ${shortTime(everyMs ?? 0)} ${ends[outcome]} after ${shortTime(restedMs)}`,
        ],
  );
  return [...plain, ...kept].join('; ');
}
