import { askPassive } from '../experiments/listing.js';
import { isCutShort, type Endpoint, type Network, type Outcome } from '../model/network.js';
import type { Reply } from '../model/observations.js';
import type { ProbeOptions, Target } from '../model/target.js';
import { formatEprt, formatPort } from '../protocol/active.js';
import { login, secureControl } from '../session/login.js';
import { createSession, type Session } from '../session/session.js';
import type { FxpOptions } from './end.js';
import { endsTransfer } from './replies.js';

/** What the small file holds: enough to see that it came whole, and harmless wherever it stays. */
const content = new TextEncoder().encode('ftpdoctor fxp test file, may be removed\r\n'.repeat(25));

function probeOptions({ timeoutMs, bind, tlsInsecure, ca }: FxpOptions): ProbeOptions {
  return {
    ...{ timeoutMs, bind, tlsInsecure, ca, modes: null, depth: 'quick', serial: true, samples: null },
    ...{
      advertised: 'skip',
      family: null,
      ftpHost: null,
      activeAddress: null,
      activePorts: null,
      altPort: null,
      reflector: null,
    },
    ...{ idleMs: null, transfer: null, throttleMs: null },
    secondAddress: null,
  };
}

/** The address of a server, resolved once; `null` where there is none. */
export async function locate(network: Network, target: Target, options: FxpOptions): Promise<Endpoint | null> {
  const found = await network.resolve(target.host, options.family, options.timeoutMs);
  const host = found.ok ? found.value[0] : undefined;
  return host === undefined ? null : { host, port: target.port };
}

/**
 * A control connection, logged in and in binary; `null` when there was none. Data connections between two servers cannot
 * be protected by standard means (RFC 4217 section 10.2 leaves the client no part in their handshake), so under TLS
 * only the control connection is.
 */
export async function enter(
  network: Network,
  to: Endpoint,
  target: Target,
  options: FxpOptions,
): Promise<Session | null> {
  const { timeoutMs, bind } = options;
  const control = await network.connect(to, { purpose: 'control', timeoutMs, bind });
  if (!control.ok) return null;
  const session = createSession(network, control.value, timeoutMs);
  if (await admitted(session, target, probeOptions(options))) return session;
  session.end();
  return null;
}

async function admitted(session: Session, target: Target, options: ProbeOptions): Promise<boolean> {
  if (target.tls === 'implicit' && (await secureControl(session, target, options)) !== 'trusted') return false;
  const greeting = await session.reply();
  if (!greeting.ok || greeting.value.code >= 300 || !(await login(session, target, options))) return false;
  if (target.tls !== 'off') {
    const clear = await session.command('PROT C');
    if (!clear.ok || clear.value.code >= 300) return false;
  }
  return (await session.command('TYPE I')).ok;
}

/** What the server says of itself, for its fingerprint. */
export async function introduce(session: Session): Promise<void> {
  for (const command of ['SYST', 'FEAT', 'STAT']) if (!(await session.command(command)).ok) return;
}

/** Puts the test file there by an ordinary passive transfer. */
export async function store(session: Session, file: string, options: FxpOptions): Promise<boolean> {
  const { endpoint: port } = await askPassive(session, session.remote.host.includes(':') ? 'EPSV' : 'PASV');
  if (port === null) return false;
  const to = { host: session.remote.host, port: port.port };
  const data = await session.network.connect(to, {
    purpose: 'data',
    timeoutMs: options.timeoutMs,
    bind: options.bind,
  });
  if (!data.ok) return false;
  const begun = await session.command(`STOR ${file}`);
  const going = begun.ok && begun.value.code < 200;
  if (going) await data.value.write(content);
  data.value.close();
  return going && isDone(await session.reply());
}

function isDone(reply: Outcome<Reply>): boolean {
  return reply.ok && reply.value.code >= 200 && reply.value.code < 300;
}

/**
 * Agrees on a data connection between two servers: one listens, the other is told to call it. It is told the address of
 * the listener's control connection, whatever its reply names: nobody but these two is ever called.
 */
export async function agree(listener: Session, caller: Session): Promise<boolean> {
  const six = listener.remote.host.includes(':');
  const { endpoint: named } = await askPassive(listener, six ? 'EPSV' : 'PASV');
  if (named === null) return false;
  const to = { host: listener.remote.host, port: named.port };
  return isDone(await caller.command(six ? formatEprt(to) : formatPort(to)));
}

/** More announcements between two waits than any server makes. */
const mostReplies = 8;
/** Longer than anybody waits for a trial, in network waits. */
const mostWaits = 5000;
/** So many waits in which nothing arrives mean that nothing will. */
const mostIdle = 2;

/** One end of a transfer that runs. */
interface Following {
  readonly session: Session;
  /** A STAT that has not been answered yet. */
  asking: boolean;
}

/** Hears the replies to a transfer until it ends; after each wait in vain `goOn` says whether to wait once more. */
async function followed(one: Following, goOn: () => Promise<boolean> | boolean): Promise<void> {
  for (let waits = 0, heard = 0; waits < mostWaits && heard < mostReplies;) {
    const reply = await one.session.reply();
    if (reply.ok) {
      if (endsTransfer(reply.value, one.asking)) return;
      if (reply.value.code >= 200) one.asking = false;
      heard++;
    } else {
      if (reply.failure.kind !== 'timed-out' || isCutShort(reply.failure) || !(await goOn())) return;
      waits++;
      heard = 0;
    }
  }
}

/** Asks how much of the file has arrived, on a connection of its own; `null` where that is not known. */
export type Arrived = () => Promise<number | null>;

/** Says after each wait whether the file still grows; the sink itself is asked for its STAT, as Q247132 does in step 8. */
function growing(sink: Following, arrived: Arrived): () => Promise<boolean> {
  let last = 0;
  let idle = 0;
  return async () => {
    const bytes = await arrived();
    idle = bytes !== null && bytes > last ? 0 : idle + 1;
    last = Math.max(last, bytes ?? 0);
    if (last === 0 || idle >= mostIdle) return false;
    // One at a time: some servers answer only when the transfer is over, and then all of them.
    if (!sink.asking) sink.asking = (await sink.session.send('STAT')).ok;
    return true;
  };
}

/**
 * Sends the file from one server to the other, over the data connection that was agreed on, and follows it as long as
 * it grows.
 */
export async function send(
  source: { readonly session: Session; readonly file: string },
  sink: { readonly session: Session; readonly file: string },
  listener: 'source' | 'sink',
  arrived: Arrived,
): Promise<void> {
  // The sink first: servers that connect on PORT lose what arrives before STOR. The listener's kernel takes the call.
  const stored = await sink.session.send(`STOR ${sink.file}`);
  // A sink that calls announces the transfer when it is ready; one that listens may only do so once it is called.
  const announced = stored.ok && listener === 'source' ? await sink.session.reply() : null;
  await source.session.send(`RETR ${source.file}`);
  const to: Following = { session: sink.session, asking: false };
  let going = announced === null || (announced.ok && announced.value.code < 200);
  const follow = async (): Promise<void> => {
    if (going) await followed(to, growing(to, arrived));
    going = false;
  };
  await Promise.all([followed({ session: source.session, asking: false }, () => going), follow()]);
  if (to.asking) await sink.session.reply();
  // Step 8 of Q247132: the transfer is over when STAT says that there is no data connection.
  if ((await sink.session.command('STAT')).ok) await sink.session.command(`SIZE ${sink.file}`);
}
