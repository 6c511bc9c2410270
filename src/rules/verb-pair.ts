import type { Observations } from '../model/observations.js';
import type { CommandProbe } from '../model/probes.js';
import type { Evidence } from '../model/rule.js';
import { milliseconds } from './facts.js';
import { evidence } from './rule.js';

/** How a command fared that was repeated on fresh connections, in turn with a meaningless one of the same shape. */
export interface VerbPair {
  /** The verb that listings use, and the meaningless one. */
  readonly verb: string;
  readonly neutral: string;
  /**
   * What became of the verb each time while the meaningless one was answered: `silent`, `cut off`, or `answered` after
   * all. `discarded` where the meaningless one was not answered either, `open` where the pair did not come to its end.
   */
  readonly outcome: 'silent' | 'cut off' | 'answered' | 'discarded' | 'open';
  readonly telling: readonly CommandProbe[];
  readonly events: readonly number[];
}

const verbOf = ({ sent }: CommandProbe): string => sent.split(' ', 1)[0]?.toUpperCase() ?? '';
const answered = ({ replies }: CommandProbe): boolean => replies.length > 0;
const cut = ({ failure }: CommandProbe): boolean => failure?.kind === 'reset' || failure?.kind === 'closed';

function outcomeOf(control: readonly CommandProbe[], telling: readonly CommandProbe[]): VerbPair['outcome'] {
  if (control.some((one) => !answered(one))) return 'discarded';
  if (telling.some(answered)) return 'answered';
  if (telling.length === 0 || control.length === 0) return 'open';
  if (telling.every(cut)) return 'cut off';
  return telling.every(({ failure }) => failure?.kind === 'timed-out') ? 'silent' : 'open';
}

/** Reads the pair of the command that went unanswered; `null` where it was not tried. */
export function verbPair(o: Observations): VerbPair | null {
  return pairOf(o, 'neutral-verb');
}

/** Reads the pair of EPRT with an address of the other family; `null` where it was not tried. */
export function familyPair(o: Observations): VerbPair | null {
  return pairOf(o, 'wrong-family');
}

function pairOf({ probes }: Observations, pair: string): VerbPair | null {
  const all = probes.filter(({ experiment }) => experiment === pair);
  const [first] = all;
  if (first === undefined) return null;
  const neutral = verbOf(first);
  const control = all.filter((one) => verbOf(one) === neutral);
  const telling = all.filter((one) => verbOf(one) !== neutral);
  return {
    verb: telling[0] === undefined ? neutral : verbOf(telling[0]),
    neutral,
    outcome: outcomeOf(control, telling),
    telling,
    events: all.flatMap(({ events }) => events),
  };
}

/** The pair as a sentence of evidence, also where it decides nothing. */
export function pairEvidence({ verb, neutral, outcome, telling, events }: VerbPair): Evidence {
  const took = milliseconds(telling.at(-1)?.tookMs ?? 0);
  const said = {
    silent: `On fresh connections ${verb} was never answered (${telling.length} of ${telling.length}), ${neutral} in its place was.`,
    'cut off': `On fresh connections ${verb} ended the connection after ${took} (${telling.length} of ${telling.length}), ${neutral} in its place was answered.`,
    answered: `On a fresh connection ${verb} was answered.`,
    discarded: `The pair is discarded: ${neutral}, a meaningless command of the same shape, was not answered either.`,
    open: `The pair of ${verb} and ${neutral} did not come to its end.`,
  };
  return evidence(said[outcome], events);
}

/** The pair of EPRT with an address of the other family as a sentence, where something became of EPRT. */
export function familyWords({ outcome, telling, neutral }: VerbPair): string {
  const [first] = telling;
  const became = outcome === 'cut off' ? 'ended the connection' : 'was never answered';
  return `${first?.sent ?? 'EPRT'}, which names an address of the other family, ${became} (${telling.length} of ${telling.length}); ${neutral} in its place was answered.`;
}
