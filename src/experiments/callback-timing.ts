import type { Attempt } from '../model/observations.js';
import { formatEprt, formatPort } from '../protocol/active.js';
import type { Session } from '../session/session.js';
import { defineExperiment, type Bench } from './experiment.js';
import { inTurns, type Arm } from './in-turns.js';

interface Port extends Arm {
  readonly name: 'closed' | 'open';
}

/** The port that nobody listens on is the control: a refusal that takes as long there did not come from our listener. */
const closed: Port = { name: 'closed', telling: false };
const open: Port = { name: 'open', telling: true };

/** Long enough for a server that is refused at its second or third SYN, 1 s and 3 s after the first. */
const answerMs = 5000;

/** A callback that somebody refused soon, as the server's own reply says. */
function refusedSoon({ experiment, failure, listing, setup }: Attempt): boolean {
  const last = listing ?? setup;
  return (
    /^active-(?:port|eprt)$/.test(experiment) &&
    failure?.kind === 'rejected' &&
    failure.during === 'accept' &&
    (last?.tookMs ?? answerMs) < answerMs
  );
}

async function callBack(bench: Bench, session: Session, { name }: Port): Promise<void> {
  const { activePorts, activeAddress, bind } = bench.options;
  const listening = await session.network.listen({ host: bind ?? session.local.host, ports: activePorts });
  if (!listening.ok) return;
  const listener = listening.value;
  if (name === 'closed') listener.close();
  const at = { host: activeAddress ?? session.local.host, port: listener.local.port };
  const accepted = await session.command(at.host.includes(':') ? formatEprt(at) : formatPort(at));
  if (accepted.ok && accepted.value.code < 300 && (await session.send('LIST')).ok) {
    const first = await session.reply(answerMs);
    if (first.ok && first.value.code < 200) await session.reply(answerMs);
  }
  listener.close();
}

/**
 * Has the server call a port of ours on which nobody listens, and one on which we do, in turn, and times its answers.
 * One refusal may be chance; two that take a second each are not.
 */
export default defineExperiment({
  id: 'callback-timing',
  title: 'Have the server call back to a closed and an open port in turn, and time how it is refused',
  lists: null,
  wanted: ({ attempts, control }) => control.loggedIn && attempts.some(refusedSoon),
  teaches: ['callback', 'repetition', { cause: 'port-20-conflict', bits: 0.6, source: 'catalogue 7.7, "425 timing"' }],
  cost: { connections: 4, waits: 0, seconds: 24, login: true },
  run: (bench) =>
    inTurns(
      [closed, open, closed, open],
      (number) => bench.open(number),
      async (session, port) => {
        await callBack(bench, session, port);
        // Every turn is taken: what counts is the time of each.
        return !port.telling;
      },
    ),
});
