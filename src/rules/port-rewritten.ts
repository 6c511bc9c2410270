import type { CommandProbe, Observations } from '../model/observations.js';
import type { Evidence } from '../model/rule.js';
import { evidence } from './rule.js';

/** What PORT alone and PORT behind another command in one segment showed. */
export interface PortRewritten {
  /** Whether something on the way translates PORT; `null` where that was not shown, which is no proof of the contrary. */
  readonly rewritten: true | null;
  /** Why it was not shown; empty where it was. */
  readonly why: string;
  readonly events: readonly number[];
}

const codeOf = ({ replies }: CommandProbe): number => replies.at(-1)?.code ?? 0;

/** Reads the pair of the pipelined PORT. A server that does not check the address accepts both, and tells nothing. */
export function portRewritten({ probes }: Observations): PortRewritten {
  const all = probes.filter(({ experiment }) => experiment === 'pipelined-port');
  const alone = all.filter(({ sent }) => sent.startsWith('PORT'));
  const behind = all.filter(({ sent }) => !sent.startsWith('PORT'));
  // One turn of each shows it; the others are the same.
  const events = [...alone.slice(0, 1), ...behind.slice(0, 1)].flatMap((one) => one.events);
  const unknown = (why: string): PortRewritten => ({ rewritten: null, why, events });
  if (alone.length === 0) return unknown('PORT was not sent in two forms');
  if (alone.some((one) => codeOf(one) >= 300 || codeOf(one) === 0))
    return unknown('the pair is discarded: PORT alone was not accepted again');
  if (behind.length === 0) return unknown('the pair of PORT forms did not come to its end');
  if (behind.some((one) => one.replies.length < 2)) return unknown('PORT behind another command was not answered');
  return behind.every((one) => codeOf(one) >= 500)
    ? { rewritten: true, why: '', events }
    : unknown('the server accepts PORT in both forms, so it does not tell');
}

/** The pair as a sentence of evidence; none where it shows nothing. */
export function rewrittenEvidence(o: Observations): Evidence[] {
  const { rewritten, events } = portRewritten(o);
  if (rewritten === null) return [];
  return [
    evidence(
      'PORT alone is accepted; behind NOOP in one segment, where an ALG does not look, the same PORT is refused: something on the way translates it.',
      events,
    ),
  ];
}
