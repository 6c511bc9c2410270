import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface NetrcLogin {
  readonly user: string | null;
  readonly password: string | null;
}

/** Words of a .netrc: blanks separate, double quotes hold them together with backslash escapes, as in curl. */
function* words(text: string): Generator<string> {
  const pattern = /"((?:[^"\\]|\\.)*)"|(\S+)/gs;
  for (const [, quoted, plain] of text.matchAll(pattern)) {
    if (quoted !== undefined)
      yield quoted.replace(/\\(.)/gs, (_, sign: string) => ({ n: '\n', r: '\r', t: '\t' })[sign] ?? sign);
    else if (plain !== undefined) yield plain;
  }
}

/** Macros end at the next empty line and may hold anything, so they are cut before the words are read. */
function withoutMacros(text: string): string {
  return text.replace(/^[ \t]*macdef\b.*$(?:\r?\n(?![ \t]*\r?$).*$)*/gm, '').replace(/^[ \t]*#.*$/gm, '');
}

/** The login for a host, and for a user where one is given: the first `machine` that fits, else `default`. */
export function parseNetrc(text: string, host: string, user: string | null): NetrcLogin | null {
  let inside = false;
  let found: { user: string | null; password: string | null } | null = null;
  const fits = (): boolean => found !== null && (user === null || found.user === null || found.user === user);
  const list = [...words(withoutMacros(text))];
  for (let at = 0; at < list.length; at++) {
    const word = list[at];
    if (word === 'machine' || word === 'default') {
      if (inside && fits()) return found;
      if (word === 'machine') at++;
      inside = word === 'default' || list[at]?.toLowerCase() === host.toLowerCase();
      found = inside ? { user: null, password: null } : null;
    } else if (word === 'login' || word === 'password' || word === 'account') {
      at++;
      if (found !== null && word === 'login') found.user = list[at] ?? null;
      if (found !== null && word === 'password') found.password = list[at] ?? null;
    }
  }
  return inside && fits() ? found : null;
}

/** Reads the user's .netrc (or the file that NETRC names). A file that others may read is not used, and `warn` says so. */
export function netrcLogin(
  host: string,
  user: string | null,
  env: Readonly<Record<string, string | undefined>>,
  warn: (text: string) => void,
): NetrcLogin | null {
  const file = env['NETRC'] ?? join(env['HOME'] ?? homedir(), '.netrc');
  try {
    const login = parseNetrc(readFileSync(file, 'utf8'), host, user);
    if (login?.password == null) return login;
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
      warn(`${file} can be read by others, so its password for ${host} is not used; mend it with: chmod 600 ${file}`);
      return null;
    }
    return login;
  } catch {
    return null;
  }
}
