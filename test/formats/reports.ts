import type { Report } from '../../src/model/report.js';
import { healthy } from './samples/healthy.js';
import { privateAddress } from './samples/private-address.js';
import { natWithoutAlg } from './samples/nat-without-alg.js';
import { doubleFault } from './samples/double-fault.js';
import { loginRefused } from './samples/login-refused.js';
import { interrupted } from './samples/interrupted.js';
import { twoEnds } from './samples/two-ends.js';
import { unexplained } from './samples/unexplained.js';
import { unresolved } from './samples/unresolved.js';

export { healthy, privateAddress, natWithoutAlg, doubleFault, loginRefused, interrupted, unexplained, unresolved };

/** A report with something in every field. */
export const everything: Report = {
  ...doubleFault,
  ...(twoEnds.reflector === undefined ? {} : { reflector: twoEnds.reflector }),
  cutShort: 'deadline',
  control: { ...doubleFault.control, seenAs: '203.0.113.7', serverInside: ['10.0.0.10'] },
  attempts: [...doubleFault.attempts, ...privateAddress.attempts.slice(4)],
  findings: [...doubleFault.findings, ...privateAddress.findings.slice(1)],
  ruledOut: privateAddress.ruledOut,
  advice: { ...privateAddress.advice, nextExperiment: doubleFault.advice.nextExperiment },
};

/** The text in every place of a report where a server, a resolver or a file could have put it. */
export function filledWith(text: string): Report {
  const fill = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return closed.has(key) ? value : `${value} ${text}`;
    if (Array.isArray(value)) return value.map((one) => fill(one, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one, name)]));
  };
  return fill(everything, '') as Report;
}

/** Keys whose values are of a closed vocabulary. */
const closed: ReadonlySet<string> = new Set([
  'schema',
  'name',
  'tls',
  'startedAt',
  'verdict',
  'mode',
  'modes',
  'reached',
  'kind',
  'during',
  'party',
  'confidence',
  'affects',
  'for',
  'order',
  'status',
  'experiment',
  'purpose',
  'operation',
  'cutShort',
]);

/** Every sample by name. */
export const samples: Readonly<Record<string, Report>> = {
  healthy,
  'private-address': privateAddress,
  'nat-without-alg': natWithoutAlg,
  'double-fault': doubleFault,
  'login-refused': loginRefused,
  interrupted,
  unexplained,
  unresolved,
  'two-ends': twoEnds,
};
