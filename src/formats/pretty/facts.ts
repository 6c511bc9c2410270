import type { Report } from '../../model/report.js';
import { factsOf, portRemarks, portsText } from '../text/facts.js';
import { leadOf, type Page } from './page.js';

/** Where the short name alone would leave open who says so. */
const source: Readonly<Record<string, string>> = {
  'seen as': ', says the server of this client',
  inside: ', disclosed by the server as its own',
};

/** Who was asked and over which connection, a line each; what could not be learnt is left out. */
export function factLines(page: Page, report: Report): string[] {
  return factsOf(report).flatMap(({ key, text }) =>
    page.paragraph(page.clean(text + (source[key] ?? ''), 300), {
      indent: 9,
      lead: leadOf(key, 9, (name) => page.paint('bold', name)),
    }),
  );
}

/** What the passive ports showed, and whether the assertions held. */
export function checkLines(page: Page, report: Report, verbose: boolean): string[] {
  const ports = portsText(report);
  const assertions = report.assertions.flatMap(({ name, passed, detail }) =>
    page.paragraph(`${name}: ${detail}`, {
      indent: 8,
      lead: leadOf(passed ? 'held' : 'FAILED', 8, (text) => page.paint(passed ? 'green' : 'red', text)),
    }),
  );
  return [
    ...(ports === null ? [] : page.paragraph(`Passive ports: ${ports}`)),
    ...portRemarks(report, verbose).flatMap((text) => page.paragraph(text, { indent: 4, lead: '  - ' })),
    ...assertions,
  ];
}
