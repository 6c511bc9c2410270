import type { Style } from '../formats/format.js';
import { pageOf, type Page } from '../formats/pretty/page.js';
import { tableLines, type Cell } from '../formats/pretty/table.js';
import { verdictColours } from '../formats/text/paint.js';
import type { Verdict } from '../model/report.js';
import type { Merged, Sight, View } from './merge.js';
import { counts, tallyOf } from './tally.js';

/** With more places than this, side by side no longer fits a page, and they stand below each other. */
const mostBeside = 4;
const longestName = 48;
const longestHeadline = 300;

function word(page: Page, verdict: Verdict): Cell {
  return { text: verdict.toUpperCase(), paint: (text) => page.paint(verdictColours[verdict], text) };
}

function cell(page: Page, view: View | undefined): Cell {
  if (view === undefined) return { text: '-' };
  const cause = view.verdict === 'healthy' || view.diagnosis === null ? '' : ` ${page.clean(view.diagnosis, 60)}`;
  return { ...word(page, view.verdict), text: `${view.verdict.toUpperCase()}${cause}` };
}

/** Each target's verdicts in one row, a column for each place. */
function beside(page: Page, places: readonly string[], sights: readonly Sight[]): string[] {
  const width = Math.max(13, Math.floor((page.width - longestName / 2) / places.length) - 3);
  const columns = [
    { head: 'target', most: Math.min(longestName, Math.floor(page.width / 3)) },
    ...places.map((place) => ({ head: page.clean(place, 30), most: width })),
  ];
  const rows = sights.map((sight) => [
    { text: page.clean(sight.name, 100) },
    ...places.map((place) =>
      cell(
        page,
        sight.views.find((view) => view.place === place),
      ),
    ),
  ]);
  return tableLines(page, columns, rows);
}

function below(page: Page, sights: readonly Sight[]): string[] {
  return sights.flatMap(({ name, views }) => [
    page.clean(name, 100),
    ...views.map((view) => `  ${page.clean(view.place, 30)}: ${cell(page, view).text}`),
  ]);
}

function alone(page: Page, { name, views }: Sight): string[] {
  return views.map(({ verdict, headline, place }) => {
    const { text, paint } = word(page, verdict);
    const lead = (paint?.(text) ?? text) + ' '.repeat(Math.max(1, 13 - text.length));
    return `${lead}${page.clean(name, 100)} (${page.clean(place, 30)}): ${page.clean(headline, longestHeadline)}`;
  });
}

function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** Merged results for people: what several places saw, what they do not agree on, what one place saw, and how many. */
export function mergeText({ places, sights, older }: Merged, style: Style): string {
  const page = pageOf(style);
  const several = sights.filter(({ views }) => views.length > 1);
  const single = sights.filter(({ views }) => views.length === 1);
  const shared = places.filter((place) => several.some(({ views }) => views.some((view) => view.place === place)));
  const table = shared.length > mostBeside ? below(page, several) : beside(page, shared, several);
  const differing = several.filter(({ differences }) => differences.length > 0);
  const tally = tallyOf(sights.flatMap(({ views }) => views.map(({ verdict }) => verdict)));
  const results = sights.reduce((sum, { views }) => sum + views.length, 0);
  const closing = [
    `${many(sights.length, 'target')}, ${many(results, 'result')} from ${many(places.length, 'place')}: ${counts(tally)}`,
    ...(several.length === 0
      ? []
      : [`${several.length} seen from more than one place, ${differing.length} of them differently`]),
    ...(older === 0 ? [] : [`${many(older, 'older result')} left out: the latest of each target and place counts`]),
  ];
  const blocks = [
    several.length === 0 || style.quiet ? [] : table,
    differing.flatMap(({ name, differences }) => [
      page.paint('bold', page.clean(name, 100)),
      ...differences.flatMap((text) => page.paragraph(text, { indent: 2, lead: '  ' })),
    ]),
    style.quiet ? [] : single.flatMap((sight) => alone(page, sight)),
    closing,
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}
