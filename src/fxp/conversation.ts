import { askPassive } from '../experiments/listing.js';
import type { Endpoint, Network, Outcome } from '../model/network.js';
import type { Reply } from '../model/observations.js';
import type { ProbeOptions, Target } from '../model/target.js';
import { formatEprt, formatPort } from '../protocol/active.js';
import { login, secureControl } from '../session/login.js';
import { createSession, type Session } from '../session/session.js';
import type { FxpOptions } from './end.js';

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

/** More announcements of one transfer than any server makes. */
const mostReplies = 4;

/** The replies to a transfer: what announces it, and what ends it. */
async function followed(session: Session): Promise<void> {
  for (let heard = 0; heard < mostReplies; heard++) {
    const reply = await session.reply();
    if (!reply.ok || reply.value.code >= 200) return;
  }
}

/** Sends the file from one server to the other, over the data connection that was agreed on. */
export async function send(
  source: { readonly session: Session; readonly file: string },
  sink: { readonly session: Session; readonly file: string },
  listener: 'source' | 'sink',
): Promise<void> {
  // The sink first: servers that connect on PORT lose what arrives before STOR. The listener's kernel takes the call.
  const stored = await sink.session.send(`STOR ${sink.file}`);
  // A sink that calls announces the transfer when it is ready; one that listens may only do so once it is called.
  const announced = stored.ok && listener === 'source' ? await sink.session.reply() : null;
  await source.session.send(`RETR ${source.file}`);
  const going = announced === null || (announced.ok && announced.value.code < 200);
  await Promise.all([followed(source.session), going ? followed(sink.session) : null]);
  // Step 8 of Q247132: the transfer is over when STAT says that there is no data connection.
  if ((await sink.session.command('STAT')).ok) await sink.session.command(`SIZE ${sink.file}`);
}
