import type { Report, ReportFinding } from '../model/report.js';
import { placesOf } from './judge-session.js';
import type { Spoken } from './exchanges.js';
import type { Side } from './source.js';
import { sanitise } from '../formats/sanitise.js';

const longest = 200;

/**
 * What it proves that PORT and EPRT reached the far end as they were sent: that nothing between the two translates
 * them. Where the far end is not the server itself, somebody beyond it still might.
 */
export function asSent(report: Report, lines: readonly (readonly [Spoken, Spoken])[], far: Side | null): Report {
  const add = (finding: ReportFinding): ReportFinding => {
    if (finding.id !== 'client-nat-without-alg') return finding;
    const untouched = lines.filter(
      ([near, there]) =>
        finding.affects.some((mode) => mode === near.word) && near.who === 'client' && near.text === there.text,
    );
    if (untouched.length === 0) return finding;
    const atServer = far === 'server';
    return {
      ...finding,
      confidence: atServer ? 'proven' : finding.confidence,
      for: [
        ...untouched.slice(0, 4).map(([near, there]) => ({
          text: `${sanitise(near.text, longest)} arrived as it was sent (${there.place === null ? 'no place' : placesOf([there.place])}).`,
          events: [near.seq],
        })),
        ...finding.for,
      ],
      notTested: atServer ? [] : ['Whether a device between the place of the capture and the server translates PORT.'],
    };
  };
  return { ...report, findings: report.findings.map(add) };
}
