import type { Report } from '../../model/report.js';
import type { Page } from './page.js';

type Reasoned = Report['ruledOut'];

/** Ids alone; with the reasons where all was asked for. */
function reasoned(page: Page, title: string, items: Reasoned, verbose: boolean): string[] {
  if (items.length === 0) return [];
  if (!verbose) return page.paragraph(`${title} (${items.length}): ${items.map(({ id }) => id).join(', ')}`);
  return [
    page.paint('bold', title),
    ...items.flatMap(({ id, because }) => page.paragraph(`${id}: ${because}`, { indent: 4, lead: '  - ' })),
  ];
}

/** What else was thought of: ruled out, and not decided. */
export function consideredLines(page: Page, report: Report, verbose: boolean): string[] {
  return [
    ...reasoned(page, 'Ruled out', report.ruledOut, verbose),
    ...reasoned(page, 'Undetermined', report.undetermined, verbose),
  ];
}

const notRunWords = {
  'not-admitted': 'not admitted',
  skipped: 'skipped',
  crashed: 'crashed, a fault of ftpdoctor',
} as const;

/** Experiments of which nothing can be said, by the reason; a fault of ours is named as one. */
export function notRunLines(page: Page, report: Report): string[] {
  const reasons = new Map<string, string[]>();
  for (const { experiment, status, detail } of report.experiments) {
    if (status === 'ran') continue;
    const reason = notRunWords[status] + (detail === '' ? '' : `: ${detail}`);
    reasons.set(reason, [...(reasons.get(reason) ?? []), experiment]);
  }
  return [...reasons].flatMap(([reason, ids]) => page.paragraph(`Not run: ${ids.join(', ')} (${reason})`));
}

/** What to use today, which experiment would tell more, and how common clients fare. */
export function adviceLines(page: Page, report: Report): string[] {
  const { modes, nextExperiment, clients } = report.advice;
  const next =
    nextExperiment === null
      ? []
      : [
          ...page.paragraph(`To tell apart ${nextExperiment.separates.join(', ') || 'what is left'}, run:`),
          `    ${page.paint('cyan', page.clean(nextExperiment.command, 500))}`,
        ];
  const list = clients.flatMap(({ client, outcome }) =>
    page.paragraph(`${client}: ${outcome}`, { indent: 4, lead: '  - ' }),
  );
  return [
    ...(modes.length === 0
      ? []
      : page.paragraph(`Use today: ${modes.join(', then ')}.`, { paint: (text) => page.paint('bold', text) })),
    ...next,
    ...(list.length === 0 ? [] : ['Clients', ...list]),
  ];
}
