import type { Attempt, Observations } from '../model/observations.js';
import { formatPort } from '../protocol/active.js';
import { isInternal, sameAddress } from '../protocol/address.js';
import type { Session } from '../session/session.js';
import type { Bench } from './experiment.js';
import { answerTo, type Arm } from './in-turns.js';

/** What two experiments share that send PORT in a usual and in an unusual form, which servers read alike. */
export interface Form extends Arm {
  /** What goes before PORT in the same segment; a command and its line end. */
  readonly before?: string;
  /** How the line is written; as RFC 959 writes it unless given. */
  readonly write?: (line: string) => string;
}

/** Whether this client has another address outside, so that an accepted PORT may have been translated. */
function hidden({ control: { local, remote, seenAs } }: Observations): boolean {
  if (local === null || remote === null || local.host.includes(':')) return false;
  if (seenAs !== null) return !sameAddress(seenAs.host, local.host);
  return isInternal(local.host) && !isInternal(remote.host);
}

const accepted = ({ experiment, setup }: Attempt): boolean =>
  experiment === 'active-port' && (setup?.reply?.code ?? 999) < 300;

/** Whether an accepted PORT may have been translated on its way, so that another form of it is worth sending. */
export function mayBeTranslated(known: Observations, activeAddress: string | null): boolean {
  return (
    known.control.loggedIn &&
    known.target.tls === 'off' &&
    activeAddress === null &&
    hidden(known) &&
    known.attempts.some(accepted)
  );
}

/** Whether PORT with our own address was accepted. No transfer follows, and nobody is called but ourselves. */
export async function sendPort(bench: Bench, session: Session, form: Form): Promise<boolean> {
  const { before = '', write = (line: string) => line } = form;
  const { activePorts, bind } = bench.options;
  const listening = await session.network.listen({ host: bind ?? session.local.host, ports: activePorts });
  if (!listening.ok) return false;
  const { port } = listening.value.local;
  const line = write(formatPort({ host: session.local.host, port }));
  await session.control.write(new TextEncoder().encode(`${before}${line}\r\n`));
  const first = before === '' || (await answerTo(session, bench)).ok;
  const answer = first ? await answerTo(session, bench) : null;
  listening.value.close();
  return answer?.ok === true && answer.value.code < 300;
}
