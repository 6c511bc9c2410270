import { worstVerdict } from '../formats/exit-code.js';
import { targetUrl } from '../formats/text/target.js';
import type { Report, Verdict } from '../model/report.js';
import { formatEndpoint } from '../protocol/address.js';
import { keyOf } from './item.js';
import type { Seen } from './report-lines.js';
import { span } from './tally.js';

/** A result and where it was seen from. */
export interface View extends Seen {
  readonly place: string;
}

/** One target as all places saw it, the latest result of each. */
export interface Sight {
  readonly target: Report['target'];
  readonly name: string;
  readonly views: readonly View[];
  /** What the places do not agree on, in sentences; empty where they agree or there is one only. */
  readonly differences: readonly string[];
}

/** Everything that several files of results say together. */
export interface Merged {
  readonly places: readonly string[];
  /** In the order of the worst, then of the name. */
  readonly sights: readonly Sight[];
  /** Results that a later one of the same target and place took the place of. */
  readonly older: number;
}

/** Results further apart than this may differ because time has passed. */
const sameTimeMs = 10 * 60_000;

function list(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** Groups places by something said of each, in order of appearance. */
function by(views: readonly View[], of: (view: View) => string): [string, View[]][] {
  const groups = new Map<string, View[]>();
  for (const view of views) groups.set(of(view), [...(groups.get(of(view)) ?? []), view]);
  return [...groups];
}

function said({ verdict, diagnosis }: View): string {
  return diagnosis === null || verdict === 'healthy' ? verdict : `${verdict} (${diagnosis})`;
}

function from(views: readonly View[]): string {
  return `from ${list(views.map(({ place }) => place))}`;
}

/** What follows from a target that is well from one place and not from another. */
function conclusion(views: readonly View[]): string[] {
  const well = views.filter(({ verdict }) => verdict === 'healthy');
  const ill = views.filter(({ verdict }) => verdict === 'broken' || verdict === 'degraded');
  if (well.length === 0 || ill.length === 0) return [];
  return [
    `The server can do what it should, as ${list(well.map(({ place }) => place))} ${well.length === 1 ? 'shows' : 'show'}: the fault lies between ` +
      `${list(ill.map(({ place }) => place))} and the server, or in a rule that treats that side differently.`,
  ];
}

function apart(views: readonly View[]): string[] {
  const times = views.map(({ startedAt }) => Date.parse(startedAt)).filter(Number.isFinite);
  const gap = Math.max(...times) - Math.min(...times);
  return gap > sameTimeMs ? [`The results are ${span(gap)} apart, so it may have changed in between.`] : [];
}

/** What the places that saw a target do not agree on: verdict, else diagnosis, else modes. */
export function differencesOf(views: readonly View[]): string[] {
  if (views.length < 2) return [];
  const verdicts = by(views, ({ verdict }) => verdict);
  const sayings = by(views, said);
  const modes = by(views, (view) => list([...view.modes].sort()));
  if (verdicts.length > 1) {
    const parts = sayings.map(([what, group]) => {
      const only = group[0]?.verdict !== 'healthy' && group.length * 2 <= views.length;
      return `${what} ${only ? 'only ' : ''}${from(group)}`;
    });
    return [`${parts.join('; ')}.`, ...conclusion(views), ...apart(views)];
  }
  if (sayings.length > 1)
    return [`${sayings.map(([what, group]) => `${what} ${from(group)}`).join('; ')}.`, ...apart(views)];
  if (modes.length < 2) return [];
  return [
    `${modes.map(([what, group]) => `${what === '' ? 'no mode' : what} lists ${from(group)}`).join('; ')}.`,
    ...apart(views),
  ];
}

const worstFirst: readonly Verdict[] = ['broken', 'inconclusive', 'degraded', 'healthy'];

function rank({ views }: Sight): number {
  return worstFirst.indexOf(worstVerdict(views.map(({ verdict }) => verdict)));
}

/** Puts results side by side by target. Pure. */
export function merge(views: readonly View[]): Merged {
  const places = [...new Set(views.map(({ place }) => place))];
  const byTarget = new Map<string, Map<string, View>>();
  let older = 0;
  for (const view of views) {
    const key = keyOf(view.target);
    const seen = byTarget.get(key) ?? new Map<string, View>();
    byTarget.set(key, seen);
    const before = seen.get(view.place);
    if (before !== undefined) older++;
    if (before === undefined || !(Date.parse(before.startedAt) > Date.parse(view.startedAt)))
      seen.set(view.place, view);
  }
  const shortNames = new Map<string, number>();
  const targets = [...byTarget.values()].flatMap((seen) => [...seen.values()].slice(0, 1).map(({ target }) => target));
  for (const target of targets)
    shortNames.set(formatEndpoint(target), (shortNames.get(formatEndpoint(target)) ?? 0) + 1);
  const sights = [...byTarget.values()].flatMap((seen): Sight[] => {
    const sorted = places.flatMap((place) => seen.get(place) ?? []);
    const target = sorted[0]?.target;
    if (target === undefined) return [];
    const short = formatEndpoint(target);
    const name = shortNames.get(short) === 1 ? short : targetUrl({ target });
    return [{ target, name, views: sorted, differences: differencesOf(sorted) }];
  });
  return { places, sights: sights.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name)), older };
}
