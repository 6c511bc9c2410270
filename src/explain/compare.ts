import type { Report } from '../model/report.js';
import { sanitise } from '../formats/sanitise.js';
import { overallReport, type Explanation } from './explanation.js';

/** One thing that is not as it was. `null` stands for what was not there. */
export interface Change {
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

function outcomes(report: Report): Map<string, string> {
  const found = new Map<string, string>();
  for (const { mode, encrypted, reached, failure, experiment } of report.attempts) {
    const key = `${experiment} (${mode}${encrypted ? ', TLS' : ''})`;
    if (!found.has(key))
      found.set(key, failure === null ? reached : `${reached}, then ${failure.kind} during ${failure.during}`);
  }
  return found;
}

function facts(report: Report): Map<string, string> {
  const { control, passivePorts } = report;
  const found = new Map<string, string>();
  const set = (name: string, value: string | null | undefined): void => {
    if (value != null && value !== '') found.set(name, value);
  };
  set('banner', control.banner);
  set('server', control.server === null ? null : `${control.server.product} ${control.server.version ?? ''}`.trim());
  set('address of the server', control.remote?.host);
  set('address of this client', control.local?.host);
  set('address the server sees', control.seenAs);
  for (const { mode, advertised } of report.attempts)
    if (advertised !== null) set(`address in ${mode}`, advertised.host);
  if (passivePorts !== null) set('passive ports seen', `${passivePorts.min} to ${passivePorts.max}`);
  return found;
}

function changes(prefix: string, before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Change[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [was, is] = [before.get(key) ?? null, after.get(key) ?? null];
    return was === is ? [] : [{ what: `${prefix}${key}`, before: was, after: is }];
  });
}

const findingsOf = (report: Report): Map<string, string> =>
  new Map(report.findings.map(({ id, confidence, party }) => [id, `${confidence}, ${party}`]));

/** What changed from one explanation to the other, both judged by today's rules. */
export function compareExplanations(old: Explanation, fresh: Explanation): Change[] {
  const [before, after] = [overallReport(old), overallReport(fresh)];
  return [
    ...changes('', new Map([['verdict', before.verdict]]), new Map([['verdict', after.verdict]])),
    ...changes('finding ', findingsOf(before), findingsOf(after)),
    ...changes('', outcomes(before), outcomes(after)),
    ...changes('', facts(before), facts(after)),
  ];
}

/** The changes for people, one a line. */
export function changeLines(list: readonly Change[]): string {
  if (list.length === 0) return 'Nothing changed.\n';
  const shown = (text: string | null): string =>
    text === null ? 'not there' : sanitise(text.split('\n', 1)[0] ?? '', 200);
  return list.map(({ what, before, after }) => `${sanitise(what)}: ${shown(before)} -> ${shown(after)}\n`).join('');
}
