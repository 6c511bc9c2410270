import type { Endpoint, Network } from '../model/network.js';
import type { Reply } from '../model/observations.js';
import type { ProbeOptions, Target } from '../model/target.js';
import { secureControl, signIn, tlsOptions } from '../session/login.js';
import { createSession, type Session } from '../session/session.js';

/** A name with more addresses than this is not tried to the end. */
const mostAddresses = 4;
/** Patience for questions that only ask what kind of server this is. */
const shortWaitMs = 3000;

const neutralVerb = 'XQZV';
/** A command that no server knows, with the length and shape of AUTH TLS. */
export const neutralCommand = `${neutralVerb} TLS`;

/** What the gate learns on its way, for the lanes that wait behind it. */
export interface Gate {
  /** The address that answered; `null` when none did. */
  readonly peer: Promise<Endpoint | null>;
  /** Whether the one login was accepted. */
  readonly admitted: Promise<boolean>;
  /** The gate's own questions are over and its connection is closed. */
  readonly done: Promise<void>;
}

/** Opens the first control connection and logs in, once. Nothing about data connections may be concluded before. */
export function openGate(network: Network, target: Target, options: ProbeOptions): Gate {
  let tellPeer: (peer: Endpoint | null) => void = () => undefined;
  let tellAdmitted: (admitted: boolean) => void = () => undefined;
  const peer = new Promise<Endpoint | null>((resolve) => (tellPeer = resolve));
  const admitted = new Promise<boolean>((resolve) => (tellAdmitted = resolve));

  async function walk(): Promise<void> {
    const session = await reach(network, target, options);
    tellPeer(session?.remote ?? null);
    if (session === null) return;
    const entered = await enter(session, target, options);
    tellAdmitted(entered !== null);
    if (entered !== null) await ask(entered);
    entered?.end();
    session.end();
  }
  const done = walk().finally(() => {
    tellPeer(null);
    tellAdmitted(false);
  });
  return { peer, admitted, done };
}

async function reach(network: Network, target: Target, options: ProbeOptions): Promise<Session | null> {
  const found = await network.resolve(target.host, options.family, options.timeoutMs);
  if (!found.ok) return null;
  await network.localNetworks();
  for (const host of found.value.slice(0, mostAddresses)) {
    const opened = await dial(network, { host, port: target.port }, options);
    if (opened !== null) return opened;
  }
  return null;
}

async function dial(network: Network, to: Endpoint, options: ProbeOptions): Promise<Session | null> {
  const { timeoutMs, bind } = options;
  const control = await network.connect(to, { purpose: 'control', timeoutMs, bind });
  return control.ok ? createSession(network, control.value, timeoutMs) : null;
}

/**
 * From the open connection to the accepted login, and answers the session that is logged in; where the greeting is
 * missing, finds out what stands there.
 */
async function enter(session: Session, target: Target, options: ProbeOptions): Promise<Session | null> {
  if (target.tls === 'implicit') {
    const secured = await secureControl(session, target, options);
    if (secured === 'failed') await greetInClear(session, options);
    if (secured !== 'trusted') return null;
  }
  const greeting = await session.reply();
  if (greeting.ok) return greetedWith(greeting.value, session, target, options);
  if (greeting.failure.kind === 'timed-out' && target.tls !== 'implicit') {
    // Some services speak only when spoken to: HTTP answers any line, a TLS port answers a ClientHello.
    await session.send('HELP');
    const answered = await session.reply(Math.min(shortWaitMs, options.timeoutMs));
    const speaksTls = await tryTls(session, target, options);
    const mute = !answered.ok && answered.failure.kind === 'timed-out';
    if (mute && !speaksTls) return knockAgain(session, target, options);
  }
  return null;
}

async function greetedWith(
  greeting: Reply,
  session: Session,
  target: Target,
  options: ProbeOptions,
): Promise<Session | null> {
  if (greeting.code >= 300) return null;
  const signed = await signIn(session, target, options);
  if (signed === 'in') return session;
  if (signed === 'unheard' && !session.encrypted) await askOtherwise(session, target, options);
  if (target.tls === 'explicit' && !session.encrypted) await askWithoutTls(session, options);
  return null;
}

/** Where packets are lost one silent connection proves nothing: the second one gets a full wait of its own. */
async function knockAgain(session: Session, target: Target, options: ProbeOptions): Promise<Session | null> {
  const second = await dial(session.network, session.remote, options);
  if (second === null) return null;
  const greeting = await second.reply();
  const entered = greeting.ok ? await greetedWith(greeting.value, second, target, options) : null;
  if (entered === null) second.end();
  return entered;
}

/** Whether a handshake got through. */
async function tryTls(session: Session, target: Target, options: ProbeOptions): Promise<boolean> {
  const timeoutMs = Math.min(shortWaitMs, options.timeoutMs);
  const second = await dial(session.network, session.remote, { ...options, timeoutMs });
  if (second === null) return false;
  const secured = await second.secure({ ...tlsOptions(target, options, null), timeoutMs });
  second.control.close();
  return secured.ok;
}

/**
 * The other half of a pair: AUTH TLS led nowhere, so does a meaningless command of the same shape pass in its place, and
 * does the server itself offer AUTH TLS? A fresh connection, in clear, without a login.
 */
async function askWithoutTls(session: Session, options: ProbeOptions): Promise<void> {
  const second = await dial(session.network, session.remote, options);
  if (second === null) return;
  const greeting = await second.reply();
  if (greeting.ok && (await second.command(neutralCommand)).ok) await second.command('FEAT');
  second.end();
}

/**
 * The other half of a pair: nothing came back to USER, so does a meaningless command of the same shape get an answer in
 * its place, and does USER get one when it is tried again? Fresh connections, and no password.
 */
async function askOtherwise(session: Session, target: Target, options: ProbeOptions): Promise<void> {
  const timeoutMs = Math.min(shortWaitMs, options.timeoutMs);
  for (const verb of [neutralVerb, 'USER']) {
    const next = await dial(session.network, session.remote, { ...options, timeoutMs });
    if (next === null) return;
    const answered = (await next.reply()).ok && (await next.command(`${verb} ${target.user}`)).ok;
    next.end();
    if (!answered) return;
  }
}

async function greetInClear(session: Session, options: ProbeOptions): Promise<void> {
  const timeoutMs = Math.min(shortWaitMs, options.timeoutMs);
  const second = await dial(session.network, session.remote, { ...options, timeoutMs });
  if (second === null) return;
  await second.reply();
  second.end();
}

/** What the server says of itself and of us. A question that breaks the connection ends the questions. */
async function ask(session: Session): Promise<void> {
  const questions = ['SYST', 'FEAT', 'STAT'];
  for (const command of questions) {
    const reply = await session.command(command);
    if (!reply.ok) return;
    // Its answer names the product, whatever the greeting was changed to (draft-peterson-streamlined-ftp-command-extensions).
    if (reply.value.lines.some((line) => /^\s*CSID\b/i.test(line))) questions.push('CSID Name=ftpdoctor;');
  }
}
