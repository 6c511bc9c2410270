import type { Endpoint } from '../model/network.js';
import type { Mode } from '../model/target.js';
import { parseEprt, parsePort } from './active.js';
import { sameAddress } from './address.js';
import { parsePassiveReply } from './passive.js';

/** A place for a data connection, and the command that it belongs to. */
export interface Named {
  readonly mode: Mode;
  /** The host is empty in a reply to EPSV, which names none. */
  readonly endpoint: Endpoint;
}

/** The place that a line of the control connection names: PORT and EPRT of a client, 227 and 229 of a server. */
export function namedIn(who: 'client' | 'server', text: string): Named | null {
  if (who === 'client') {
    const [, verb = '', argument = ''] = /^(PORT|EPRT)[ \t](.*)$/is.exec(text) ?? [];
    if (verb === '') return null;
    const mode = verb.toUpperCase() === 'PORT' ? 'PORT' : 'EPRT';
    const parsed = mode === 'PORT' ? parsePort(argument) : parseEprt(argument);
    return parsed.ok ? { mode, endpoint: parsed.endpoint } : null;
  }
  const code = text.slice(0, 3);
  if (code !== '227' && code !== '229') return null;
  const mode = code === '227' ? 'PASV' : 'EPSV';
  const parsed = parsePassiveReply(mode, { code: Number(code), lines: [text] });
  return parsed.ok ? { mode, endpoint: { host: parsed.endpoint.host ?? '', port: parsed.endpoint.port } } : null;
}

/** How two names of a place differ: `null` where they are one place. */
export function placeChange(a: Endpoint, b: Endpoint): 'address' | 'port' | 'address and port' | null {
  const address = a.host !== b.host && !sameAddress(a.host, b.host);
  if (!address) return a.port === b.port ? null : 'port';
  return a.port === b.port ? 'address' : 'address and port';
}

/** A line without the port that it names: in the first six numbers the four of the address stay. */
export function withoutPort(text: string): string {
  return text.replace(/((?:\d{1,3},){4})\d{1,3},\d{1,3}/, '$1p,p').replace(/\|\d{1,5}\|(?=\)|$)/, '|p|');
}
