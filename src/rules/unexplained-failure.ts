import { isShortage } from '../model/network.js';
import type { Attempt, Observations } from '../model/observations.js';
import type { Evidence } from '../model/rule.js';
import type { Mode } from '../model/target.js';
import { eventsOf, firstTries, list, listingsOf, modesOf, secondTry, telling } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';

/** What went wrong before any listing could be tried, in words; `null` when the login was accepted. */
function atTheGate({ control, cutShort }: Observations): string | null {
  if (control.loggedIn || cutShort === 'interrupted') return null;
  const last = control.login.at(-1) ?? control.greeting;
  const why = last?.failure ?? control.tries.at(-1)?.failure ?? null;
  if (why !== null && isShortage(why)) return null;
  if (last === null) return control.tries.at(-1)?.failure?.detail ?? null;
  return `${last.command === '' ? 'the greeting' : last.command}: ${last.failure?.detail ?? last.reply?.lines.join(' ') ?? 'no reply'}`;
}

/** Every one of them was tried again, and listed the directory then. */
function byChance(o: Observations, left: readonly Attempt[]): boolean {
  return left.every((one) => secondTry(o, one)?.reached === 'completed');
}

function detailOf({ failure }: Attempt): string {
  return (failure?.detail ?? 'no reason was given').replace(/[.\s]+$/, '');
}

const far: Readonly<Record<Attempt['reached'], string>> = {
  nothing: 'got nowhere',
  negotiated: 'was agreed on',
  opened: 'opened its data connection',
  completed: 'listed the directory',
};

const stages: Readonly<Record<NonNullable<Attempt['failure']>['during'], string>> = {
  control: 'on the control connection',
  negotiate: 'at its command',
  listen: 'at listening here',
  connect: 'at connecting',
  accept: 'waiting for the callback',
  secure: 'in the TLS handshake',
  list: 'at LIST',
  transfer: 'in the middle of the data',
  finish: 'at the last reply',
};

function evidenceOf(o: Observations, one: Attempt): Evidence[] {
  const { mode, reached, failure } = one;
  const second = secondTry(o, one);
  const first = `${mode} ${far[reached]}, and failed ${failure === null ? '' : stages[failure.during]}: ${detailOf(one)}.`;
  if (second === null) return [evidence(first, eventsOf([one]))];
  const then =
    second.reached === 'completed'
      ? `Tried again, ${mode} listed the directory.`
      : `Tried again, ${mode} ${far[second.reached]}: ${detailOf(second)}.`;
  return [evidence(first, eventsOf([one])), evidence(then, eventsOf([second]))];
}

/** What failed, and what is to be thought of it. */
function summaryOf(
  o: Observations,
  left: readonly Attempt[],
  explained: ReadonlySet<Mode>,
  open: readonly string[],
): string {
  const modes = list(modesOf(left));
  const [first] = left;
  const detail = first === undefined ? '' : detailOf(first);
  if (byChance(o, left)) {
    return `${modes} failed once (${detail}) and listed the directory when tried again: nothing stops it for good, but something does at times.`;
  }
  if (left.every(({ mode }) => explained.has(mode)))
    return `${modes} was cut off the first time (${detail}), before anything showed what stops it for good.`;
  if (open.length === 0) return `${modes} failed, and no rule explains it: ${detail}.`;
  return `${modes} failed (${detail}), and what was seen does not tell why: undecided ${open.length === 1 ? 'is' : 'are'} ${list(open)}.`;
}

/**
 * First tries with no finding to explain them, and that did not fail for want of something here: those are left for this
 * rule. What explains a second try says nothing about why the first was cut off.
 */
function unexplained(o: Observations, explained: ReadonlySet<Mode>): readonly Attempt[] {
  return firstTries(o).filter((first) => {
    const shown = telling(o, first);
    if (shown.reached === 'completed' || (shown.failure !== null && isShortage(shown.failure))) return false;
    return !explained.has(first.mode) || shown !== first;
  });
}

/**
 * The rule of last resort: every failure that no other rule explains, with its evidence, so that none is passed over.
 * It goes by the answers of the others, and stands last in the list.
 */
export default defineRule({
  id: 'unexplained-failure',
  kind: 'note',
  party: 'undetermined',
  title: 'A failure that no rule explains',
  mechanism: 'Something failed, and what was seen fits none of the known causes well enough to name one.',
  lookAlikes: 'Every known cause has been looked at; those that could not be decided are listed as undetermined.',
  sources: [],
  judge(o, before) {
    const found = before.flatMap(({ rule, judgement }) =>
      judgement.verdict === 'present' ? [{ kind: rule.kind, affects: judgement.affects }] : [],
    );
    const explained = new Set(found.flatMap(({ affects }) => affects));
    const gate = found.some(({ kind }) => kind === 'cause') ? null : atTheGate(o);
    const left = unexplained(o, explained);
    if (gate !== null) {
      return present({
        confidence: 'possible',
        affects: [],
        summary: `The login did not come about: ${gate.replace(/[.\s]+$/, '')}.`,
        for: [evidence(gate, (o.control.login.at(-1) ?? o.control.greeting)?.events ?? [])],
      });
    }
    if (listingsOf(o).length === 0) return notApplicable;
    if (left.length === 0) return absent('every failure is explained');
    const open = before.flatMap(({ rule, judgement }) =>
      rule.kind === 'cause' && judgement.verdict === 'undetermined' ? [rule.id] : [],
    );
    return present({
      confidence: 'possible',
      affects: modesOf(left),
      summary: summaryOf(o, left, explained, open),
      for: left.flatMap((one) => evidenceOf(o, one)),
    });
  },
  remedies: (o) => [
    {
      for: 'client user',
      text: o.attempts.some((one) => one.experiment === 'listing-again' && one.reached === 'completed')
        ? 'Let "ftpdoctor watch" tell how often it comes: a lost packet, a device that limits new connections or a busy server is the usual reason of what fails once in a while.'
        : 'Keep the transcript (--record FILE) for the server admin; try another network and another server to narrow it down.',
    },
  ],
});
