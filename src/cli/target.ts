import { statSync } from 'node:fs';
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import type { TlsMode } from '../model/target.js';
import { port as portNumber } from './values.js';
import { UsageError } from './usage-error.js';

/** What a target on the command line says; `null` for what it leaves to options and defaults. */
export interface TargetText {
  readonly host: string;
  readonly port: number | null;
  readonly tls: TlsMode | null;
  readonly user: string | null;
  readonly password: string | null;
  readonly path: string | null;
}

const schemes: Readonly<Record<string, TlsMode>> = { ftp: 'off', ftpes: 'explicit', ftps: 'implicit' };

/** Refuses what could end a command line early: whoever gives it did not mean it. */
export function safeText(what: string, text: string): string {
  if (/[\r\n\0]/.test(text)) throw new UsageError(`${what} must not contain a line break or NUL`);
  return text;
}

function unescaped(what: string, text: string): string {
  try {
    return safeText(what, decodeURIComponent(text));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${what} in the target has a broken %-escape; write % itself as %25`);
  }
}

function hostName(shown: string, host: string): string {
  if (host === '')
    throw new UsageError(`target "${shown}" names no host; write for example ftp.example.com or ftp.example.com:2121`);
  const bare = host.replace(/%.*$/, '');
  if (isIP(bare) !== 0) return host;
  const ascii = domainToASCII(host);
  if (ascii === '' || /[^A-Za-z0-9._-]/.test(ascii) || /^[\d.]+$/.test(ascii)) {
    throw new UsageError(`target "${shown}": "${host}" is neither a host name nor an IP address`);
  }
  return ascii;
}

function isDirectory(text: string): boolean {
  try {
    return statSync(text).isDirectory();
  } catch {
    return false;
  }
}

/** `host`, `host:port`, `[v6]:port` or a bare IPv6 address. */
function hostAndPort(shown: string, text: string): { host: string; port: number | null } {
  if (isIP(text.replace(/%.*$/, '')) === 6) return { host: text, port: null };
  const match = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(.*))?$/s.exec(text);
  if (match === null) {
    throw new UsageError(`target "${shown}" cannot be read; write host, host:port or [IPv6 address]:port`);
  }
  const host = match[1] ?? match[2] ?? '';
  if (match[1] !== undefined && isIP(host.replace(/%.*$/, '')) !== 6) {
    throw new UsageError(`target "${shown}": "${host}" in brackets is not an IPv6 address`);
  }
  return {
    host: hostName(shown, host),
    port: match[3] === undefined ? null : portNumber(`target "${shown}": port`, match[3]),
  };
}

/** The target without its password, fit to be shown. */
export function shownTarget(text: string): string {
  const shown = text.replace(/^([a-z]+:\/\/[^/@:]*):[^@]*@/i, '$1:****@');
  return shown.length > 100 ? `${shown.slice(0, 100)}...` : shown.replace(/[^\x20-\x7e\u00a0-\uffff]/g, '?');
}

/** Reads a target of the command line. Throws `UsageError` with what to write instead. */
export function parseTarget(text: string): TargetText {
  const shown = shownTarget(text);
  const url = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)(\/.*)?$/is.exec(text);
  if (url === null) {
    if (/[/\\]/.test(text) || text === '.' || text === '..' || text === '~') {
      const what = isDirectory(text) ? 'is a directory here' : 'is a path';
      throw new UsageError(`target "${shown}" ${what}, not a server; write host, host:port or ftp://host/path`);
    }
    if (/[\s\p{Cc}]/u.test(text)) throw new UsageError(`target "${shown}" contains blanks or control characters`);
    const [user, rest] = text.includes('@')
      ? [text.slice(0, text.lastIndexOf('@')), text.slice(text.lastIndexOf('@') + 1)]
      : [null, text];
    if (user !== null) throw new UsageError(`target "${shown}": give the user as ftp://${user}@${rest} or with --user`);
    return { ...hostAndPort(shown, text), tls: null, user: null, password: null, path: null };
  }
  const [, scheme = '', authority = '', path = ''] = url;
  const tls = schemes[scheme.toLowerCase()];
  if (tls === undefined) {
    throw new UsageError(
      `target "${shown}": ${scheme}:// is not FTP; use ftp://, ftpes:// (explicit TLS) or ftps:// (implicit TLS)`,
    );
  }
  if (/[\s\p{Cc}]/u.test(text))
    throw new UsageError(`target "${shown}" contains blanks or control characters; write them as %20 and so on`);
  const at = authority.lastIndexOf('@');
  const login = at < 0 ? null : authority.slice(0, at);
  const colon = login?.indexOf(':') ?? -1;
  return {
    ...hostAndPort(shown, authority.slice(at + 1)),
    tls,
    user: login === null ? null : unescaped('the user', colon < 0 ? login : login.slice(0, colon)),
    password: login === null || colon < 0 ? null : unescaped('the password', login.slice(colon + 1)),
    // The slash after the host only separates (RFC 1738 section 3.2.2); an absolute path is written with two.
    path: path.length > 1 ? unescaped('the path', path.slice(1)) : null,
  };
}
