import type { Endpoint, Network } from '../model/network.js';
import type { ProbeOptions, Target } from '../model/target.js';
import { login, secureControl } from './login.js';
import { createSession, type Session } from './session.js';

/** Opens a further control connection up to its greeting; `null` unless it was a welcome. */
export async function knock(
  network: Network,
  peer: Endpoint,
  target: Target,
  options: ProbeOptions,
): Promise<Session | null> {
  const { timeoutMs, bind } = options;
  const control = await network.connect(peer, { purpose: 'control', timeoutMs, bind });
  if (!control.ok) return null;
  const session = createSession(network, control.value, timeoutMs);
  if (target.tls === 'implicit' && (await secureControl(session, target, options)) !== 'trusted') {
    session.end();
    return null;
  }
  const greeting = await session.reply();
  if (greeting.ok && greeting.value.code < 300) return session;
  session.end();
  return null;
}

/**
 * How to reach another server than the target: answers with a function that opens control connections to it, logged in,
 * up to `most` of them. Its name is looked up once, its certificate is not verified.
 */
export function caller(
  options: ProbeOptions,
  most: number,
): (network: Network, target: Target) => Promise<Session | null> {
  let left = most;
  let addresses: Promise<readonly string[]> | null = null;
  const how = { ...options, tlsInsecure: true, ftpHost: null };
  return async (network, target) => {
    if (left-- <= 0) return null;
    addresses ??= network
      .resolve(target.host, options.family, options.timeoutMs)
      .then((found) => (found.ok ? found.value : []));
    const [host] = await addresses;
    if (host === undefined) return null;
    const session = await knock(network, { host, port: target.port }, target, how);
    if (session === null || (await login(session, target, how))) return session;
    session.end();
    return null;
  };
}
