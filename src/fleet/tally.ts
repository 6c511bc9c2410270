import type { Verdict } from '../model/report.js';

/** How far a sweep is. */
export interface Tally {
  readonly total: number;
  readonly done: number;
  readonly running: number;
  readonly verdicts: ReadonlyMap<Verdict, number>;
  /** Milliseconds since the first check began. */
  readonly elapsedMs: number;
}

const order: readonly Verdict[] = ['healthy', 'degraded', 'broken', 'inconclusive'];

/** `12 healthy, 3 broken`: the verdicts that there are, from good to bad. */
export function counts(verdicts: ReadonlyMap<Verdict, number>): string {
  const said = order.flatMap((verdict) => {
    const count = verdicts.get(verdict) ?? 0;
    return count === 0 ? [] : [`${count} ${verdict}`];
  });
  return said.join(', ');
}

/** Counts verdicts. */
export function tallyOf(verdicts: Iterable<Verdict>): Map<Verdict, number> {
  const tally = new Map<Verdict, number>();
  for (const verdict of verdicts) tally.set(verdict, (tally.get(verdict) ?? 0) + 1);
  return tally;
}

/** A span of time in the coarsest words that still help: `41 s`, `12 min`, `3 h 05 min`. */
export function span(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100
    ? `${minutes} min`
    : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

const barWidth = 20;

/** A bar of a fixed width for a share from 0 to 1; full only where all is done. */
export function bar(share: number, unicode: boolean): string {
  const full = Math.floor(share * barWidth);
  const [done, open] = unicode ? ['█', '░'] : ['#', '-'];
  return done.repeat(full) + open.repeat(barWidth - full);
}

/** The progress of a sweep in one line. What is left is reckoned from the pace so far, while any target waits its turn. */
export function tallyText({ total, done, running, verdicts, elapsedMs }: Tally): string {
  const said = counts(verdicts);
  return [
    `${done}/${total}`,
    ...(said === '' ? [] : [said]),
    `${running} under way`,
    ...(done === 0 || done + running >= total ? [] : [`about ${span((elapsedMs / done) * (total - done))} left`]),
  ].join(' · ');
}
