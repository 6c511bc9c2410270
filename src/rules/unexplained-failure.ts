import type { Attempt, Observations } from '../model/observations.js';
import { eventsOf, list, listingsOf, modesOf } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';

/** What went wrong before any listing could be tried, in words; `null` when the login was accepted. */
function atTheGate({ control, cutShort }: Observations): string | null {
  if (control.loggedIn || cutShort === 'interrupted') return null;
  const last = control.login.at(-1) ?? control.greeting;
  if (last === null) return control.tries.at(-1)?.failure?.detail ?? null;
  return `${last.command === '' ? 'the greeting' : last.command}: ${last.failure?.detail ?? last.reply?.lines.join(' ') ?? 'no reply'}`;
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
    const left: readonly Attempt[] = listingsOf(o).filter(
      ({ mode, reached }) => reached !== 'completed' && !explained.has(mode),
    );
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
    const detail = (left[0]?.failure?.detail ?? 'no reason was given').replace(/[.\s]+$/, '');
    return present({
      confidence: 'possible',
      affects: modesOf(left),
      summary:
        open.length === 0
          ? `${list(modesOf(left))} failed, and no rule explains it: ${detail}.`
          : `${list(modesOf(left))} failed (${detail}), and what was seen does not tell why: undecided ${open.length === 1 ? 'is' : 'are'} ${list(open)}.`,
      for: left.map((one) =>
        evidence(
          `${one.mode} reached "${one.reached}", then during ${one.failure?.during ?? 'nothing'}: ${one.failure?.detail ?? ''}`,
          eventsOf([one]),
        ),
      ),
    });
  },
  remedies: () => [
    {
      for: 'client user',
      text: 'Keep the transcript (--record FILE) for the server admin; try another network and another server to narrow it down.',
    },
  ],
});
