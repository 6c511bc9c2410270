import type { SecureOptions } from '../model/network.js';
import type { ProbeOptions, Target } from '../model/target.js';
import type { Session } from './session.js';

function positive(code: number): boolean {
  return code >= 200 && code < 300;
}

/** How to start TLS with this target; `resume` is the control connection, for a data connection (RFC 4217 section 10). */
export function tlsOptions(target: Target, options: ProbeOptions, resume: Session | null): SecureOptions {
  return {
    serverName: target.host,
    ca: options.ca,
    resume: resume?.control ?? null,
    watchEnd: false,
    clearBytes: 0,
    timeoutMs: options.timeoutMs,
  };
}

/** How starting TLS on a control connection ended: `untrusted` stands, but nothing secret may be sent over it. */
export type Secured = 'trusted' | 'untrusted' | 'failed';

/** Starts TLS on the control connection. Any certificate is trusted where the user said so (`--tls-insecure`). */
export async function secureControl(session: Session, target: Target, options: ProbeOptions): Promise<Secured> {
  const outcome = await session.secure(tlsOptions(target, options, null));
  if (!outcome.ok) return 'failed';
  return outcome.value.authorized || options.tlsInsecure ? 'trusted' : 'untrusted';
}

/** Starts TLS by AUTH TLS (RFC 4217 section 4). False leaves the session unusable: no refusal leads back to clear. */
async function authTls(session: Session, target: Target, options: ProbeOptions): Promise<boolean> {
  const auth = await session.command('AUTH TLS');
  if (!auth.ok) {
    if (auth.failure.kind === 'timed-out') await session.control.sendQueue();
    return false;
  }
  return positive(auth.value.code) && (await secureControl(session, target, options)) === 'trusted';
}

/** Protects the data connections (RFC 4217 section 9). */
async function protectData(session: Session): Promise<boolean> {
  const pbsz = await session.command('PBSZ 0');
  if (!pbsz.ok) return false;
  const prot = await session.command('PROT P');
  return prot.ok && positive(prot.value.code);
}

/** How a login ended: `unheard` where nothing came back to USER, so that no password was sent. */
export type SignedIn = 'in' | 'refused' | 'unheard';

/**
 * From the greeting to the right to list: TLS where asked for, HOST (RFC 7151), USER, PASS. Sends the password once,
 * and never in clear where TLS was asked for.
 */
export async function signIn(session: Session, target: Target, options: ProbeOptions): Promise<SignedIn> {
  if (target.tls === 'explicit' && !(await authTls(session, target, options))) return 'refused';
  if (options.ftpHost !== null && !(await session.command(`HOST ${options.ftpHost}`)).ok) return 'refused';
  let reply = await session.command(`USER ${target.user}`);
  if (!reply.ok) {
    if (reply.failure.kind === 'timed-out') await session.control.sendQueue();
    return 'unheard';
  }
  if (reply.value.code === 331) reply = await session.command(`PASS ${target.password}`);
  if (!reply.ok || !positive(reply.value.code)) return 'refused';
  return target.tls === 'off' || (await protectData(session)) ? 'in' : 'refused';
}

/** Whether `signIn` led in. */
export async function login(session: Session, target: Target, options: ProbeOptions): Promise<boolean> {
  return (await signIn(session, target, options)) === 'in';
}
