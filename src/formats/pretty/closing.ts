import type { Report } from '../../model/report.js';
import { counted, purposeOf } from '../text/words.js';
import type { Page } from './page.js';

/** A reason may quote the server. */
const longestReason = 400;

function reasons(page: Page, title: string, items: Report['ruledOut']): string[] {
  if (items.length === 0) return [];
  return [
    page.paint('bold', title),
    ...items.flatMap(({ id, because }) =>
      page.paragraph(page.clean(`${id}: ${because}`, longestReason), { indent: 4, lead: '  - ' }),
    ),
  ];
}

/** More look-alikes than this are no help at a glance. */
const mostAlike = 4;

/**
 * What else was thought of. Dozens of causes are ruled out by any check, so only those that are easily mistaken for the
 * diagnosis come with their reasons, and the others are counted; what could not be decided is named. All of it comes
 * with reasons where all was asked for.
 */
export function consideredLines(page: Page, { ruledOut, undetermined }: Report, verbose: boolean): string[] {
  if (verbose) return [...reasons(page, 'Ruled out', ruledOut), ...reasons(page, 'Undetermined', undetermined)];
  const alike = ruledOut.filter(({ lookAlike }) => lookAlike).slice(0, mostAlike);
  const others = ruledOut.length - alike.length;
  const causes = counted(
    others,
    alike.length > 0 ? 'other cause' : 'cause',
    alike.length > 0 ? 'other causes' : 'causes',
  );
  return [
    ...(undetermined.length === 0
      ? []
      : page.paragraph(`Undetermined: ${undetermined.map(({ id }) => id).join(', ')}.`)),
    ...reasons(page, 'Ruled out', alike),
    ...(others === 0
      ? []
      : alike.length > 0
        ? page.paragraph(`and ${causes}; --verbose says which and why.`, { indent: 4, lead: '  - ' })
        : page.paragraph(`Ruled out: ${causes}; --verbose says which and why.`)),
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

/** What to use today, and which experiment would tell more. */
export function adviceLines(page: Page, { advice: { modes, nextExperiment } }: Report): string[] {
  return [
    ...(modes.length === 0
      ? []
      : page.paragraph(`Use today: ${modes.join(', then ')}.`, { paint: (text) => page.paint('bold', text) })),
    ...(nextExperiment === null
      ? []
      : [
          ...page.paragraph(purposeOf(nextExperiment)),
          `    ${page.paint('cyan', page.clean(nextExperiment.command, 500))}`,
        ]),
  ];
}

/** How common clients fare, where one of them does not simply work. */
export function clientLines(page: Page, { advice: { clients } }: Report): string[] {
  // Where every client works nobody has to be warned.
  const warned = clients.some(({ outcome }) => !outcome.startsWith('works') || outcome.includes(','));
  const outcomes = warned ? [...new Set(clients.map(({ outcome }) => outcome))] : [];
  const list = outcomes.flatMap((outcome) =>
    page.paragraph(
      `${outcome}: ${clients
        .filter((one) => one.outcome === outcome)
        .map(({ client }) => client)
        .join(', ')}`,
      { indent: 4, lead: '  - ' },
    ),
  );
  return list.length === 0 ? [] : ['Other clients, by their default settings', ...list];
}
