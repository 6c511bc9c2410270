import type { Connection, Endpoint, Listener, Outcome } from '../model/network.js';
import type { Reply } from '../model/observations.js';
import { formatEprt, formatPort } from '../protocol/active.js';
import { classify, sameAddress } from '../protocol/address.js';
import { parsePassiveReply } from '../protocol/passive.js';
import { tlsOptions } from '../session/login.js';
import type { Session } from '../session/session.js';
import type { Bench } from './experiment.js';

/** A listing larger or slower than this has proved its data connection; the rest is not needed. */
const enough = { bytes: 16 << 20, waits: 4 };
/** After so many pieces they are let gather first, so that a listing in small ones stays few events. */
const usualPieces = 64;
const gatherMs = 10;

/** The command that lists the directory, or that of the errand. */
export function listCommand({ target: { path }, namesOnly = false, errand }: Bench): string {
  if (errand !== undefined) return errand.command;
  const verb = namesOnly ? 'NLST' : 'LIST';
  if (path === '') return verb;
  // A leading dash would be taken for options by most servers.
  return `${verb} ${path.startsWith('-') ? './' : ''}${path}`;
}

async function drain(bench: Bench, session: Session, data: Connection): Promise<void> {
  const { timeoutMs } = bench.options;
  const until = session.network.now() + Math.max(30_000, enough.waits * timeoutMs);
  let bytes = 0;
  for (let pieces = 0; bytes < enough.bytes && session.network.now() < until; pieces++) {
    if (pieces > usualPieces) await session.network.pause(gatherMs);
    const chunk = await data.read(timeoutMs);
    if (!chunk.ok) return;
    bytes += chunk.value.length;
    bench.errand?.take(chunk.value);
  }
}

/** From an open data connection to the last reply. The server's final reply may wait for our close. */
async function receive(bench: Bench, session: Session, data: Connection): Promise<void> {
  // Command before handshake: servers start TLS on the data connection only after their 150 (RFC 4217 section 12).
  const { target, options, freshTls = false } = bench;
  const tls = { ...tlsOptions(target, options, freshTls ? null : session), watchEnd: true };
  const secured = session.encrypted ? await data.secure(tls) : null;
  if (secured === null || (secured.ok && (secured.value.authorized || options.tlsInsecure))) {
    await drain(bench, session, data);
  }
  data.close();
  await session.reply(bench.errand?.lateMs);
}

/** Whether connecting there could only meet this machine itself or nobody, so that the outcome would mislead. */
export function leadsNowhere(session: Session, host: string): boolean {
  if (sameAddress(host, session.remote.host)) return false;
  const { scope } = classify(host);
  if (['unspecified', 'this-network', 'multicast', 'broadcast', 'invalid'].includes(scope)) return true;
  // A server on this very machine may well mean one of this machine's addresses.
  if (classify(session.remote.host).scope === 'loopback') return false;
  return scope === 'loopback' || sameAddress(host, session.local.host);
}

/** A command that asks for a data connection. Where no reply comes, the send queue tells whether it ever arrived. */
async function negotiate(session: Session, line: string): Promise<Outcome<Reply>> {
  const reply = await session.command(line);
  if (!reply.ok && reply.failure.kind === 'timed-out') await session.control.sendQueue();
  return reply;
}

/** A passive port, or why there is none. */
export interface Named {
  /** `null` when the server named no port. */
  readonly endpoint: Endpoint | null;
  /** The code of the reply, `null` when none came. */
  readonly code: number | null;
}

/** Asks for a passive port and says where it is. The reply is in the transcript. */
export async function askPassive(session: Session, mode: 'PASV' | 'EPSV'): Promise<Named> {
  const reply = await negotiate(session, mode);
  if (!reply.ok) return { endpoint: null, code: null };
  const { code } = reply.value;
  const parsed = parsePassiveReply(mode, reply.value);
  if (!parsed.ok) return { endpoint: null, code };
  return { endpoint: { host: parsed.endpoint.host ?? session.remote.host, port: parsed.endpoint.port }, code };
}

/**
 * Lists in passive mode, over the advertised address or over the control peer's with the advertised port.
 * One connect for each PASV: a firewall's pinhole is used up by the first.
 */
export async function listPassive(bench: Bench, mode: 'PASV' | 'EPSV', over: 'advertised' | 'peer'): Promise<void> {
  const session = await bench.open();
  if (session === null) return;
  await tryPassive(bench, session, mode, over);
  session.end();
}

/** The same on a control connection that stands, and goes on standing. */
export async function tryPassive(
  bench: Bench,
  session: Session,
  mode: 'PASV' | 'EPSV',
  over: 'advertised' | 'peer',
): Promise<void> {
  const { options } = bench;
  const { endpoint: advertised } = await askPassive(session, mode);
  const foreign = advertised !== null && !sameAddress(advertised.host, session.remote.host);
  const skip =
    advertised === null ||
    (over === 'advertised' && foreign && (options.advertised === 'skip' || leadsNowhere(session, advertised.host)));
  if (!skip) {
    const to = { host: over === 'peer' ? session.remote.host : advertised.host, port: advertised.port };
    const data = await session.network.connect(to, {
      purpose: 'data',
      timeoutMs: options.timeoutMs,
      bind: options.bind,
    });
    if (data.ok) {
      const first = await session.command(listCommand(bench));
      if (first.ok && first.value.code < 200) await receive(bench, session, data.value);
      data.value.close();
    }
  }
}

/** How long the server's own call is waited for when somebody else has called, and how many of those are heard. */
const strangers = { waitMs: 1000, most: 8 };

/**
 * The caller at our port. Anybody can call there: one from another address than the server's gives way to the server,
 * should that call a moment later; where it does not, the call may be the server's from a second address.
 */
async function called(
  { network, remote }: Session,
  listener: Listener,
  timeoutMs: number,
): Promise<Outcome<Connection>> {
  const first = await listener.accept(timeoutMs);
  if (!first.ok || sameAddress(first.value.remote.host, remote.host)) return first;
  const until = network.now() + strangers.waitMs;
  for (let heard = 1; heard < strangers.most && network.now() < until; heard++) {
    const next = await listener.accept(until - network.now());
    if (!next.ok) break;
    if (sameAddress(next.value.remote.host, remote.host)) {
      first.value.close();
      return next;
    }
    next.value.close();
  }
  return first;
}

/** Lists in active mode: listens, says where, and waits for the server to call back and for its reply at once. */
export async function listActive(bench: Bench, mode: 'PORT' | 'EPRT'): Promise<void> {
  const session = await bench.open();
  if (session === null) return;
  await tryActive(bench, session, mode);
  session.end();
}

/** The same on a control connection that stands, and goes on standing. */
export async function tryActive(bench: Bench, session: Session, mode: 'PORT' | 'EPRT'): Promise<void> {
  const { options } = bench;
  const listening = await session.network.listen({
    host: options.bind ?? session.local.host,
    ports: options.activePorts,
  });
  if (listening.ok) {
    const listener = listening.value;
    const announced = { host: options.activeAddress ?? session.local.host, port: listener.local.port };
    const accepted = await negotiate(session, mode === 'PORT' ? formatPort(announced) : formatEprt(announced));
    // Never LIST after a refused PORT: pyftpdlib would say 150 and wait for ever.
    if (accepted.ok && accepted.value.code < 300 && (await session.send(listCommand(bench))).ok) {
      const calling = called(session, listener, options.timeoutMs);
      const first = await session.reply();
      if (first.ok && first.value.code >= 400) listener.close();
      const caller = await calling;
      if (caller.ok) {
        // Some servers call first and say 150 after; without that reply the listing has not begun.
        if (first.ok && first.value.code < 200) await receive(bench, session, caller.value);
        caller.value.close();
      } else if (first.ok && first.value.code < 200) {
        // The server may still tell why it could not call back.
        await session.reply(bench.errand?.lateMs ?? 1000);
      }
    }
    listener.close();
  }
}
