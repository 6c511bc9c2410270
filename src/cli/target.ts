import { statSync } from 'node:fs';
import type { TlsMode } from '../model/target.js';
import { isIpv6Literal, readHost } from './host-name.js';
import { nearest } from './nearest.js';
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
const scheme = /^([a-z][a-z0-9+.-]*):\/\//i;

/** Refuses what would end a command line of FTP early and begin another. */
export function safeText(what: string, text: string): string {
  if (/[\r\n\0]/.test(text)) throw new UsageError(`${what} must not contain a line break or NUL`);
  return text;
}

/** The target without its password, fit to be shown. Where an `@` may stand inside the password, more is cut. */
export function shownTarget(text: string): string {
  const start = scheme.exec(text)?.[0] ?? '';
  const at = text.lastIndexOf('@');
  const login = at < 0 ? '' : text.slice(start.length, at);
  const colon = login.indexOf(':');
  const shown = colon < 0 ? text : `${start}${login.slice(0, colon)}:****${text.slice(at)}`;
  return shown.length > 100 ? `${shown.slice(0, 100)}...` : shown;
}

function unescaped(what: string, text: string): string {
  let plain: string;
  try {
    plain = decodeURIComponent(text);
  } catch {
    throw new UsageError(`${what} in the target has a %-escape that is not UTF-8; write % itself as %25`);
  }
  return safeText(`${what} in the target`, plain);
}

function isDirectory(text: string): boolean {
  return statSync(text, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** `host`, `host:port`, `[v6]`, `[v6]:port` or a bare IPv6 address. */
function hostAndPort(shown: string, text: string): { host: string; port: number | null } {
  if (isIpv6Literal(text)) return { host: text, port: null };
  const match = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::([^:]*))?$/s.exec(text);
  const wanted = 'write host, host:port or [IPv6 address]:port';
  if (match === null) throw new UsageError(`target "${shown}" cannot be read; ${wanted}`);
  const [, bracketed, plain = '', port] = match;
  // RFC 6874 has the % of a zone id escaped in a URL.
  const host = bracketed?.replace(/%25(?=.)/, '%') ?? plain;
  if (host === '') throw new UsageError(`target "${shown}" names no host; ${wanted}`);
  if (bracketed !== undefined && !isIpv6Literal(host)) {
    throw new UsageError(`target "${shown}": what stands in brackets is not an IPv6 address; ${wanted}`);
  }
  const read = readHost(host);
  if ('wrong' in read) throw new UsageError(`target "${shown}": "${host}" ${read.wrong}; ${wanted}`);
  return { host: read.host, port: port === undefined ? null : portNumber(`target "${shown}": port`, port) };
}

function parsePlain(text: string, shown: string): TargetText {
  if (/[/\\]/.test(text) || ['.', '..', '~'].includes(text)) {
    const what = isDirectory(text) ? 'is a directory' : 'is a path';
    throw new UsageError(`target "${shown}" ${what}, not a server; write host, host:port or ftp://host/path`);
  }
  const at = text.lastIndexOf('@');
  if (at >= 0) {
    const user = text.slice(0, at).replace(/:.*/s, '');
    throw new UsageError(
      `target "${shown}": write the user as ftp://${user}@${text.slice(at + 1)} or as --user ${user}, and no password`,
    );
  }
  return { ...hostAndPort(shown, text), tls: null, user: null, password: null, path: null };
}

function parseUrl(text: string, name: string, shown: string): TargetText {
  const tls = Object.hasOwn(schemes, name.toLowerCase()) ? schemes[name.toLowerCase()] : undefined;
  if (tls === undefined) {
    const hint = name.toLowerCase() === 'sftp' ? 'runs over SSH and is not FTP' : 'is not FTP';
    const near = nearest(name.toLowerCase(), Object.keys(schemes));
    throw new UsageError(
      `target "${shown}": ${name}:// ${hint}; ` +
        (near === null || near === name
          ? 'use ftp://, ftpes:// (explicit TLS) or ftps:// (implicit TLS)'
          : `did you mean ${near}://?`),
    );
  }
  const rest = text.slice(name.length + 3);
  const slash = rest.indexOf('/');
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  const at = authority.lastIndexOf('@');
  if (at < 0 && /:(?!\d{1,5}$)/.test(authority.replace(/^\[[^\]]*\]/, '')) && rest.includes('@')) {
    throw new UsageError(`target "${shown}": an @ follows the first /; in a user or password write / as %2F`);
  }
  const login = at < 0 ? null : authority.slice(0, at);
  const colon = login?.indexOf(':') ?? -1;
  // The slash after the host only separates, and ";type=" is not part of the path (RFC 1738 section 3.2.2).
  const path = slash < 0 ? '' : rest.slice(slash + 1).replace(/;type=[aid]$/i, '');
  return {
    ...hostAndPort(shown, authority.slice(at + 1)),
    tls,
    user: login === null ? null : unescaped('the user', colon < 0 ? login : login.slice(0, colon)),
    password: login === null || colon < 0 ? null : unescaped('the password', login.slice(colon + 1)),
    path: path === '' ? null : unescaped('the path', path),
  };
}

/** Reads a target of the command line. Throws `UsageError` with what to write instead, which never shows a password. */
export function parseTarget(text: string): TargetText {
  const shown = shownTarget(text);
  if (text === '') throw new UsageError('a target is empty; write host, host:port or ftp://host/path');
  if (/[\s\p{Cc}\p{Cf}\p{Z}]/u.test(text)) {
    throw new UsageError(
      `target "${shown}" contains blanks or control characters; in a URL write a blank in the path as %20`,
    );
  }
  const url = scheme.exec(text);
  return url === null ? parsePlain(text, shown) : parseUrl(text, url[1] ?? '', shown);
}
