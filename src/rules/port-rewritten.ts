import type { Observations } from '../model/observations.js';
import type { CommandProbe } from '../model/probes.js';
import type { Evidence } from '../model/rule.js';
import { decodeReply } from '../protocol/server-text.js';
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

/** Reads a pair of PORT forms. A server that does not check the address accepts both, and tells nothing. */
function pairOf(usual: readonly CommandProbe[], other: readonly CommandProbe[], which: string): PortRewritten {
  // One turn of each shows it; the others are the same.
  const events = [...usual.slice(0, 1), ...other.slice(0, 1)].flatMap((one) => one.events);
  const unknown = (why: string): PortRewritten => ({ rewritten: null, why, events });
  if (usual.length === 0) return unknown('PORT was not sent in two forms');
  if (usual.some((one) => codeOf(one) >= 300 || codeOf(one) === 0))
    return unknown('the pair is discarded: PORT alone was not accepted again');
  if (other.length === 0) return unknown('the pair of PORT forms did not come to its end');
  if (other.some((one) => one.replies.length === 0)) return unknown(`PORT ${which} was not answered`);
  return other.every((one) => codeOf(one) >= 500)
    ? { rewritten: true, why: '', events }
    : unknown('the server accepts PORT in both forms, so it does not tell');
}

/** PORT alone, and behind another command in one segment, where most ALGs do not look. */
function pipelined({ probes }: Observations): PortRewritten {
  const all = probes.filter(({ experiment }) => experiment === 'pipelined-port');
  const behind = all.filter(({ sent }) => !sent.startsWith('PORT'));
  return pairOf(
    all.filter((one) => !behind.includes(one)),
    // The first reply is that to the other command.
    behind.map((one) => ({ ...one, replies: one.replies.slice(1) })),
    'behind another command',
  );
}

/** PORT as usual, and with leading zeros; a server that cannot read those is not one that calls the address foreign. */
function canonical({ probes }: Observations): PortRewritten {
  const all = probes.filter(({ experiment }) => experiment === 'canonical-form');
  const padded = all.filter(({ connection }) => connection.startsWith('padded'));
  const pair = pairOf(
    all.filter((one) => !padded.includes(one)),
    padded,
    'with leading zeros',
  );
  const foreign = padded.every((one) => {
    const reply = one.replies.at(-1);
    return reply !== undefined && decodeReply(reply, 'PORT')?.meaning === 'foreign-address';
  });
  if (pair.rewritten === null || foreign) return pair;
  return { ...pair, rewritten: null, why: 'the server does not read numbers with leading zeros' };
}

/** What the pairs of PORT forms showed: one that shows it is enough. */
export function portRewritten(o: Observations): PortRewritten {
  const [first, second] = [pipelined(o), canonical(o)];
  return first.rewritten === true || (first.events.length > 0 && second.rewritten === null) ? first : second;
}

/** The pairs as sentences of evidence; none where they show nothing. */
export function rewrittenEvidence(o: Observations): Evidence[] {
  const [behind, zeros] = [pipelined(o), canonical(o)];
  return [
    ...(behind.rewritten === true
      ? [
          evidence(
            'PORT alone is accepted; behind NOOP in one segment, where an ALG does not look, the same PORT is refused: something on the way translates it.',
            behind.events,
          ),
        ]
      : []),
    ...(zeros.rewritten === true
      ? [
          evidence(
            'PORT is accepted; with leading zeros, the same numbers to a server, its address is foreign: something on the way translates the usual form only.',
            zeros.events,
          ),
        ]
      : []),
  ];
}
