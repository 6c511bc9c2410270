import type { Report, ReportAttempt } from '../../model/report.js';
import { formatEndpoint } from '../../protocol/address.js';
import { isListing } from '../text/target.js';
import { duration, whatHappened } from '../text/words.js';
import type { Page } from './page.js';
import { roomForLast, tableLines, type Cell, type Column } from './table.js';

/** An address literal with scope and port is shorter; the table library takes quadratic time for long cells. */
const longestAddress = 64;
const longestOutcome = 160;

/** Fewer columns than this say nothing about what happened. */
const leastRoom = 18;

function used({ advertised, used }: ReportAttempt): string {
  if (used === null) return '';
  return advertised !== null && formatEndpoint(advertised) === formatEndpoint(used) ? 'same' : formatEndpoint(used);
}

function outcome(page: Page, attempt: ReportAttempt): Cell {
  const good = attempt.reached === 'completed';
  return {
    text: page.clean(whatHappened(attempt), longestOutcome),
    paint: (text) => page.paint(good ? 'green' : 'red', text),
  };
}

function full(page: Page, attempts: readonly ReportAttempt[], addressWidth: number): [Column[], Cell[][]] {
  const tls = attempts.some(({ encrypted }) => encrypted);
  const apart = attempts.some((attempt) => !['', 'same'].includes(used(attempt)));
  const columns = [
    { head: 'mode', most: 4 },
    ...(tls ? [{ head: 'TLS', most: 3 }] : []),
    { head: apart ? 'advertised' : 'advertised, used', most: addressWidth },
    ...(apart ? [{ head: 'used', most: addressWidth }] : []),
    { head: 'reached', most: 10 },
    { head: 'time', most: 7 },
    { head: 'what happened', most: 0 },
  ];
  const rows = attempts.map((attempt) => [
    { text: attempt.mode },
    ...(tls ? [{ text: attempt.encrypted ? 'yes' : 'no' }] : []),
    { text: attempt.advertised === null ? '' : page.clean(formatEndpoint(attempt.advertised), longestAddress) },
    ...(apart ? [{ text: page.clean(used(attempt), longestAddress) }] : []),
    { text: attempt.reached },
    { text: duration(attempt.durationMs) },
    outcome(page, attempt),
  ]);
  return [columns, rows];
}

/** What happened, and where, when and how far, for where there is no room for columns, or no need. */
function sentence(page: Page, attempt: ReportAttempt): string {
  const { advertised, encrypted, durationMs, reached } = attempt;
  const really = advertised === null || attempt.used === null ? '' : used(attempt);
  const facts = [
    ...(advertised === null ? [] : [page.clean(formatEndpoint(advertised), longestAddress)]),
    ...(really === '' || really === 'same' ? [] : [`used ${page.clean(really, longestAddress)}`]),
    ...(encrypted ? ['over TLS'] : []),
    duration(durationMs),
    `reached: ${reached}`,
  ];
  return page.clean(`${whatHappened(attempt).replace(/\.$/, '')} (${facts.join(', ')})`, 300);
}

/** The four listings as a table: address named, address used, how far it came, what happened, time. */
export function matrixLines(page: Page, report: Report): string[] {
  const attempts = report.attempts.filter(isListing);
  if (attempts.length === 0) return ['There is no data connection to tell of.'];
  if (page.plain)
    return attempts.flatMap((attempt) =>
      page.paragraph(`${attempt.mode}: ${sentence(page, attempt)}.`, { paint: outcome(page, attempt).paint ?? String }),
    );
  for (const addressWidth of [47, 21, 16]) {
    const [columns, rows] = full(page, attempts, addressWidth);
    if (roomForLast(page, columns, rows) >= leastRoom) return tableLines(page, columns, rows);
  }
  const rows = attempts.map((attempt) => {
    const { paint } = outcome(page, attempt);
    return [{ text: attempt.mode }, { text: sentence(page, attempt), ...(paint === undefined ? {} : { paint }) }];
  });
  return tableLines(
    page,
    [
      { head: 'mode', most: 4 },
      { head: 'what happened', most: 0 },
    ],
    rows,
  );
}

/** Attempts under changed conditions, which say why rather than whether. */
export function followUpLines(page: Page, report: Report): string[] {
  const attempts = report.attempts.filter((attempt) => !isListing(attempt));
  if (attempts.length === 0) return [];
  return [
    page.paint('bold', 'Also tried'),
    ...attempts.flatMap((attempt) =>
      page.paragraph(`${attempt.experiment} (${attempt.mode}): ${sentence(page, attempt)}`, {
        indent: 4,
        lead: '  - ',
      }),
    ),
  ];
}
