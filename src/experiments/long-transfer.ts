import type { Connection, Outcome } from '../model/network.js';
import type { Attempt, Observations, Reply } from '../model/observations.js';
import { formatEprt, formatPort } from '../protocol/active.js';
import { parseSize } from '../protocol/size.js';
import { tlsOptions } from '../session/login.js';
import type { Session } from '../session/session.js';
import { defineExperiment, type Bench } from './experiment.js';
import { keptEveryMs } from './idle-plan.js';
import { askPassive } from './listing.js';

/** So slowly a file is read whose size nobody tells, in bytes for each second. */
const unknownRate = 32_768;
/** Beyond so much a fast transfer is taken in larger pieces, so that the transcript stays small. */
const usual = { bytes: 64 << 20, pieces: 1000 };
const gatherMs = 10;
/** A data connection on which so many waits were in vain has stopped. */
const mostWaits = 4;
/** How often keepalives cross where no time was asked for that the transfer should last. */
const usualLengthMs = 120_000;

/** The mode in which a listing went through; a transfer is made the same way. */
function provenWay({ attempts }: Observations): Attempt | undefined {
  return attempts.find(({ reached, used }) => reached === 'completed' && used !== null);
}

/** Asks for the file in passive mode; the data connection, where the transfer began. */
async function retrievePassive(bench: Bench, session: Session, way: Attempt, line: string): Promise<Connection | null> {
  const { timeoutMs, bind } = bench.options;
  const { endpoint: named } = await askPassive(session, way.mode === 'EPSV' ? 'EPSV' : 'PASV');
  if (named === null) return null;
  const to = { host: way.used?.host ?? session.remote.host, port: named.port };
  const data = await session.network.connect(to, { purpose: 'data', timeoutMs, bind });
  if (!data.ok) return null;
  const first = await session.command(line);
  if (first.ok && first.value.code < 200) return data.value;
  data.value.close();
  return null;
}

/** The same in active mode. */
async function retrieveActive(bench: Bench, session: Session, way: Attempt, line: string): Promise<Connection | null> {
  const { timeoutMs, bind, activePorts, activeAddress } = bench.options;
  const listening = await session.network.listen({ host: bind ?? session.local.host, ports: activePorts });
  if (!listening.ok) return null;
  const listener = listening.value;
  const announced = { host: activeAddress ?? session.local.host, port: listener.local.port };
  const taken = await session.command(way.mode === 'PORT' ? formatPort(announced) : formatEprt(announced));
  let caller: Outcome<Connection> | null = null;
  if (taken.ok && taken.value.code < 300) {
    const calling = listener.accept(timeoutMs);
    const first = await session.command(line);
    const begun = first.ok && first.value.code < 200;
    if (!begun) listener.close();
    caller = await calling;
    if (caller.ok && !begun) caller.value.close();
    if (!begun) caller = null;
  }
  listener.close();
  return caller?.ok === true ? caller.value : null;
}

/** Reads to the end, never faster than so many bytes for each second. */
async function drain({ network }: Session, data: Connection, rate: number | null, timeoutMs: number): Promise<void> {
  const since = network.now();
  let bytes = 0;
  let pieces = 0;
  for (let waits = 0; waits < mostWaits;) {
    const chunk = await data.read(timeoutMs);
    pieces++;
    if (chunk.ok) bytes += chunk.value.length;
    else if (chunk.failure.kind === 'timed-out') waits++;
    else return;
    const inTime = rate === null ? 0 : since + (bytes / rate) * 1000 - network.now();
    const early = Math.max(inTime, bytes > usual.bytes || pieces > usual.pieces ? gatherMs : 0);
    if (early > 0) await network.pause(early);
  }
}

/** The reply that ends a transfer: waited for while data comes, and once more when it has ended. */
async function lastWord(session: Session, going: () => boolean): Promise<Outcome<Reply>> {
  for (;;) {
    const more = going();
    const reply = await session.reply();
    if (reply.ok || reply.failure.kind !== 'timed-out' || !more) return reply;
  }
}

/** A last word that was lost is sent again after ever longer pauses (RFC 6298); the longest that is waited for, in waits. */
const mostPauses = 2;

/** Asks whether the connection still stands; a last word that was held up may come before the answer. */
async function ask(session: Session): Promise<void> {
  let reply = await session.command('NOOP');
  if (!reply.ok && reply.failure.kind === 'timed-out') {
    const queue = await session.control.sendQueue();
    // Acknowledged: the path is awake again, and what was lost is on its way.
    const acknowledged = queue.ok && queue.value.unackedBytes === 0;
    for (let waits = 0; acknowledged && waits < mostPauses && !reply.ok && reply.failure.kind === 'timed-out'; waits++)
      reply = await session.reply();
  }
  if (reply.ok && reply.value.code !== 200) await session.reply();
}

async function transfer(bench: Bench, session: Session, way: Attempt): Promise<void> {
  const { target, options } = bench;
  const { transfer: path, throttleMs, timeoutMs } = options;
  if (path === null) return;
  const file = path.startsWith('-') ? `./${path}` : path;
  if (!(await session.command('TYPE I')).ok) return;
  const told = await session.command(`SIZE ${file}`);
  if (!told.ok) return;
  const retrieve = way.mode === 'PASV' || way.mode === 'EPSV' ? retrievePassive : retrieveActive;
  const data = await retrieve(bench, session, way, `RETR ${file}`);
  if (data === null) return;
  const secured = session.encrypted ? await data.secure(tlsOptions(target, options, session)) : null;
  let going = true;
  const ending = lastWord(session, () => going);
  if (secured === null || (secured.ok && (secured.value.authorized || options.tlsInsecure))) {
    const size = parseSize(told.value);
    const rate = throttleMs === null ? null : size === null ? unknownRate : Math.max(1, (size / throttleMs) * 1000);
    await drain(session, data, rate, timeoutMs);
  }
  // At once: some servers say nothing before the client has closed, and would be waited for in vain.
  data.close();
  going = false;
  const last = await ending;
  if (!last.ok && last.failure.kind === 'timed-out') await ask(session);
}

/**
 * Retrieves a file, slowly where that was asked for, and sees whether its end is told (Q254722): once as it is, and once
 * with TCP keepalives on the control connection. Reads only; nothing is ever stored.
 */
export default defineExperiment({
  id: 'long-transfer',
  title: 'Retrieve a file with and without TCP keepalives on the control connection, and see whether its end is told',
  lists: null,
  wanted: (known, options) => options.transfer !== null && known.control.loggedIn && provenWay(known) !== undefined,
  asked: ({ transfer: path }) => path !== null,
  onlyAsked: true,
  teaches: [],
  cost: { connections: 2, waits: 6, seconds: 0, login: true },
  async run(bench) {
    const way = provenWay(bench.known);
    if (way === undefined) return;
    const { throttleMs, serial } = bench.options;
    const attempt = async (name: 'plain' | 'tcp-keepalive'): Promise<void> => {
      const session = await bench.open(name);
      if (session === null) return;
      if (name === 'tcp-keepalive') await session.control.keepAlive(keptEveryMs(throttleMs ?? usualLengthMs));
      await transfer(bench, session, way);
      session.end();
    };
    if (serial) for (const name of ['plain', 'tcp-keepalive'] as const) await attempt(name);
    else await Promise.all([attempt('plain'), attempt('tcp-keepalive')]);
  },
});
