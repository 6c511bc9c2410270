import type { Found, Judged } from '../judge.js';
import type { Observations } from '../model/observations.js';
import type { Report, Verdict } from '../model/report.js';
import type { Mode } from '../model/target.js';
import { list, listingsOf, modesOf } from '../rules/facts.js';
import { shortageHeadline } from './shortage.js';

/** Whether a cause touches what the user asked for: with `--require`, only the modes named there. */
function matters({ rule, judgement }: Found, required: readonly Mode[]): boolean {
  if (rule.kind !== 'cause') return false;
  return (
    required.length === 0 || judgement.affects.length === 0 || judgement.affects.some((mode) => required.includes(mode))
  );
}

/**
 * The verdict starts from what worked, never from the rules: a failure that no rule explains must not look fine. A
 * cause found although the listing arrived can only lower it.
 */
export function verdictOf(o: Observations, judged: Judged, assertions: Report['assertions']): Verdict {
  const verdict = verdictByTries(o, judged, assertions);
  return o.shortage === null || verdict === 'healthy' ? verdict : 'inconclusive';
}

function verdictByTries(o: Observations, judged: Judged, assertions: Report['assertions']): Verdict {
  if (o.cutShort === 'interrupted' || o.resolution.failure !== null) return 'inconclusive';
  const listings = listingsOf(o);
  const completed = listings.filter(({ reached }) => reached === 'completed');
  const untried = o.runs.length > 0 && listings.length === 0;
  if (o.cutShort === 'deadline' && completed.length === listings.length && o.control.loggedIn) return 'inconclusive';
  if (!o.control.loggedIn || assertions.some(({ passed }) => !passed)) return 'broken';
  if (untried) return 'inconclusive';
  if (completed.length === 0) return 'broken';
  const { require } = o.target.assertions;
  const asked = require.length === 0 ? listings.length : require.length;
  const listed =
    require.length === 0 ? completed.length : completed.filter(({ mode }) => require.includes(mode)).length;
  return listed >= asked && !judged.findings.some((found) => matters(found, require)) ? 'healthy' : 'degraded';
}

/** The diagnosis in one sentence. */
export function headlineOf(
  o: Observations,
  judged: Judged,
  assertions: Report['assertions'],
  verdict: Verdict,
): string {
  if (o.shortage !== null && verdict === 'inconclusive') return shortageHeadline(o.shortage.detail);
  const [first] = judged.findings;
  if (first !== undefined && (first.rule.kind === 'cause' || first.rule.id === 'unexplained-failure')) {
    return first.judgement.summary;
  }
  const broken = assertions.find(({ passed }) => !passed);
  if (broken !== undefined) return `The assertion "${broken.name}" does not hold: ${broken.detail}.`;
  if (o.cutShort !== null) {
    const done = list(modesOf(listingsOf(o).filter(({ reached }) => reached === 'completed')));
    const cut =
      o.cutShort === 'deadline'
        ? 'The deadline came before the check was over'
        : 'Interrupted before the check was over';
    return done === '' ? `${cut}; nothing is decided.` : `${cut}; until then ${done} listed the directory.`;
  }
  if (verdict === 'inconclusive') return 'No listing could be tried.';
  const listings = listingsOf(o);
  const worked = modesOf(listings.filter(({ reached }) => reached === 'completed'));
  const failed = modesOf(listings.filter(({ reached }) => reached !== 'completed'));
  const listed = `${list(worked)} ${worked.length === 1 ? 'lists' : 'list'} the directory`;
  // What fails without a fault is told by a note, such as that the server does not know the command.
  const note = judged.findings.find(({ judgement }) => judgement.affects.some((mode) => failed.includes(mode)));
  return note === undefined
    ? `${listed}; no fault was found.`
    : `${listed}; ${note.judgement.summary.replace(/^The /, 'the ')}`;
}
