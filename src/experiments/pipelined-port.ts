import type { Attempt, Observations } from '../model/observations.js';
import { formatPort } from '../protocol/active.js';
import { isInternal, sameAddress } from '../protocol/address.js';
import type { Session } from '../session/session.js';
import { defineExperiment, type Bench } from './experiment.js';
import { answerTo, inTurns, type Arm } from './in-turns.js';

interface Form extends Arm {
  /** What goes before PORT in the same segment. */
  readonly before: string;
}

/** Most ALGs look at the beginning of a segment only: behind another command PORT passes unread. */
const alone: Form = { before: '', telling: false };
const behind: Form = { before: 'NOOP\r\n', telling: true };

/** Whether this client has another address outside, so that an accepted PORT may have been translated. */
function hidden({ control: { local, remote, seenAs } }: Observations): boolean {
  if (local === null || remote === null || local.host.includes(':')) return false;
  if (seenAs !== null) return !sameAddress(seenAs.host, local.host);
  return isInternal(local.host) && !isInternal(remote.host);
}

const accepted = ({ experiment, setup }: Attempt): boolean =>
  experiment === 'active-port' && (setup?.reply?.code ?? 999) < 300;

/** Whether PORT with our own address was accepted. No transfer follows, and nobody is called but ourselves. */
async function sendPort(bench: Bench, session: Session, { before }: Form): Promise<boolean> {
  const { activePorts, bind } = bench.options;
  const listening = await session.network.listen({ host: bind ?? session.local.host, ports: activePorts });
  if (!listening.ok) return false;
  const { port } = listening.value.local;
  const line = formatPort({ host: session.local.host, port });
  await session.control.write(new TextEncoder().encode(`${before}${line}\r\n`));
  const first = before === '' || (await answerTo(session, bench)).ok;
  const answer = first ? await answerTo(session, bench) : null;
  listening.value.close();
  return answer?.ok === true && answer.value.code < 300;
}

/**
 * Sends PORT alone and behind another command in one segment. Where the server takes the one and refuses the other,
 * something on the way translates PORT.
 */
export default defineExperiment({
  id: 'pipelined-port',
  title: 'Send PORT alone and behind another command in one segment, to see whether something on the way rewrites it',
  lists: null,
  wanted: (known, { depth, activeAddress }) =>
    known.control.loggedIn &&
    known.target.tls === 'off' &&
    activeAddress === null &&
    hidden(known) &&
    known.attempts.some(accepted) &&
    (depth === 'deep' ||
      known.attempts.some(({ mode, reached }) => /^(?:PORT|EPRT)$/.test(mode) && reached !== 'completed')),
  teaches: ['server view', { cause: 'client-nat-without-alg', bits: 0.3, source: 'estimate, as X1 in catalogue 7.7' }],
  cost: { connections: 4, waits: 0, seconds: 16, login: true },
  run: (bench) =>
    inTurns(
      [alone, behind, alone, behind],
      (name) => bench.open(name),
      (session, form) => sendPort(bench, session, form),
    ),
});
