import type { Report, ReportFinding } from '../../model/report.js';
import { isWeighty } from '../text/finding.js';
import { snippetParts } from '../text/snippet.js';
import { standing } from '../text/words.js';
import { tellingLines, wireLinesOf, type ReportEvent } from '../text/wire.js';
import type { Page } from './page.js';

/** Wire lines under one piece of evidence; `trace` has them all. */
const mostWireLines = 6;
/** Ten ports that do not answer are no better reading than five. */
const mostEvidence = 5;
const longestWireLine = 240;
/** A snippet longer than this is no snippet. */
const mostSnippetLines = 90;
/** Of how many products a snippet is shown; JSON, Markdown and `ftpdoctor causes` have them all. */
const mostProducts = 4;

function heading(page: Page, text: string): string {
  return `   ${page.paint('bold', text)}`;
}

function wire(page: Page, events: readonly ReportEvent[]): string[] {
  const lines = wireLinesOf(events);
  const shown = tellingLines(lines, mostWireLines).flatMap(({ direction, text, decoded }) => [
    ...page.paragraph(page.clean(text, longestWireLine), {
      indent: 9,
      lead: `       ${direction} `,
      paint: (line) => page.paint('cyan', line),
    }),
    ...(decoded === null ? [] : page.paragraph(decoded, { indent: 11, lead: '         = ' })),
  ]);
  const more = lines.length - mostWireLines;
  return more > 0 ? [...shown, `       (${more} more in --format trace)`] : shown;
}

/** Each event is shown under the first piece of evidence that rests on it. */
function evidence(
  page: Page,
  finding: ReportFinding,
  events: ReadonlyMap<number, ReportEvent>,
  most: number,
): string[] {
  const seen = new Set<number>();
  const list = (title: string, items: ReportFinding['for']): string[] =>
    items.length === 0
      ? []
      : [
          heading(page, title),
          ...items.slice(0, most).flatMap((item) => {
            const fresh = item.events.filter((seq) => !seen.has(seq));
            for (const seq of fresh) seen.add(seq);
            return [
              ...page.paragraph(item.text, { indent: 5, lead: '   - ' }),
              ...wire(
                page,
                fresh.flatMap((seq) => events.get(seq) ?? []),
              ),
            ];
          }),
          ...(items.length > most ? [`   - (${items.length - most} more, shown by --verbose)`] : []),
        ];
  return [...list('Evidence', finding.for), ...list('Against it', finding.against)];
}

/** A snippet for many products is cut behind the first few of them; whole parts stay whole. */
function snippetLines(page: Page, snippet: string, verbose: boolean): string[] {
  const parts = snippetParts(snippet, mostSnippetLines);
  const shown = verbose ? parts : parts.slice(0, mostProducts);
  const others = parts.slice(shown.length).map(({ product }) => product);
  return [
    ...shown
      .flatMap(({ product, lines }) => [...(product === null ? [] : [`# ${product}:`]), ...lines])
      .map((line) => `       ${page.paint('cyan', page.clean(line, 500))}`),
    ...(others.length === 0
      ? []
      : page.paragraph(`(the same for ${others.join(', ')}: --verbose)`, { indent: 7, lead: '       ' })),
  ];
}

/** What to do, by role. A snippet is to be pasted, so it is never wrapped. */
export function remedyLines(page: Page, finding: ReportFinding, verbose: boolean): string[] {
  if (finding.remedies.length === 0) return [];
  return [
    heading(page, 'What to do'),
    ...finding.remedies.flatMap(({ for: role, text, snippet }) => [
      ...page.paragraph(`${role}: ${text}`, { indent: 5, lead: '   - ' }),
      ...(snippet === undefined ? [] : snippetLines(page, snippet, verbose)),
    ]),
  ];
}

function untested(page: Page, finding: ReportFinding): string[] {
  if (finding.notTested.length === 0) return [];
  return [
    heading(page, 'Not tested'),
    ...finding.notTested.flatMap((text) => page.paragraph(text, { indent: 5, lead: '   - ' })),
  ];
}

/** A cause in full; a risk without its wire lines unless all was asked for. */
function findingLines(page: Page, report: Report, finding: ReportFinding, number: number, verbose: boolean): string[] {
  const whole = verbose || finding.kind !== 'risk';
  const events = new Map(whole ? report.transcript.map((event) => [event.seq, event]) : []);
  const lead = `${number}. `;
  return [
    ...page.paragraph(`${finding.title} [${finding.id}]`, {
      indent: 3,
      lead: lead.padEnd(3),
      paint: (text) => page.paint('bold', text),
    }),
    ...page.paragraph(standing(finding), { indent: 3 }),
    // The headline is the summary of the first cause; once is enough.
    ...(finding.summary === report.headline ? [] : page.paragraph(finding.summary, { indent: 3 })),
    ...evidence(page, finding, events, verbose ? finding.for.length + finding.against.length : mostEvidence),
    ...(whole ? untested(page, finding) : []),
    ...remedyLines(page, finding, verbose),
    ...page.paragraph(`More on this: ftpdoctor causes ${finding.id}`, { indent: 3 }),
  ];
}

/** Causes and risks, numbered, the most important first, a block each. */
export function findingBlocks(page: Page, report: Report, verbose: boolean): string[][] {
  return report.findings
    .filter((finding) => isWeighty(report, finding))
    .map((finding, at) => findingLines(page, report, finding, at + 1, verbose));
}

/** Notes are worth a line each. */
export function noteLines(page: Page, report: Report): string[] {
  const notes = report.findings.filter((finding) => !isWeighty(report, finding));
  if (notes.length === 0) return [];
  return [
    page.paint('bold', 'Notes'),
    ...notes.flatMap(({ id, summary }) => page.paragraph(`${summary} [${id}]`, { indent: 4, lead: '  - ' })),
  ];
}
