import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { whyNot } from './errno.js';
import { readSmall } from './read-small.js';

export interface NetrcLogin {
  readonly user: string | null;
  readonly password: string | null;
}

const mostBytes = 1 << 20;
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Reads the words of a .netrc one after another; blanks separate them, double quotes hold them together. */
function createReader(text: string): { next(): string | null; skipLine(): void; skipMacro(): void } {
  let at = 0;
  const skipTo = (pattern: RegExp): void => {
    pattern.lastIndex = at;
    at = pattern.exec(text) === null ? text.length : pattern.lastIndex;
  };
  /** What stands in quotes, with backslash escapes as curl has them. */
  const quoted = (): string => {
    let word = '';
    for (at++; at < text.length && text[at] !== '"'; at++) {
      if (text[at] === '\\' && at + 1 < text.length) {
        at++;
        word += escapes[text[at] ?? ''] ?? text[at] ?? '';
      } else word += text[at] ?? '';
    }
    at++;
    return word;
  };
  return {
    next() {
      skipTo(/\s*/gy);
      if (at >= text.length) return null;
      if (text[at] === '"') return quoted();
      const from = at;
      skipTo(/\S+/gy);
      return text.slice(from, at);
    },
    skipLine: () => {
      skipTo(/\n/g);
    },
    // A macro may hold anything, and ends at the next empty line.
    skipMacro: () => {
      skipTo(/\n[ \t]*\r?\n/g);
    },
  };
}

/** The login for a host, and for a user where one is given: the first `machine` that fits, else `default`. */
export function parseNetrc(text: string, host: string, user: string | null): NetrcLogin | null {
  const reader = createReader(text);
  let entry: { user: string | null; password: string | null } | null = null;
  const fits = (): boolean => entry !== null && (user === null || entry.user === null || entry.user === user);
  for (let word = reader.next(); word !== null; word = reader.next()) {
    if (word === 'machine' || word === 'default') {
      if (fits()) return entry;
      const here = word === 'default' || reader.next()?.toLowerCase() === host.toLowerCase();
      entry = here ? { user: null, password: null } : null;
    } else if (word === 'login' || word === 'password' || word === 'account') {
      const value = reader.next();
      if (entry !== null && word === 'login') entry.user = value;
      if (entry !== null && word === 'password') entry.password = value;
    } else if (word === 'macdef') reader.skipMacro();
    else if (word.startsWith('#')) reader.skipLine();
  }
  return fits() ? entry : null;
}

/** Reads the user's .netrc (or the file that NETRC names). A file that others may read is not used, and `warn` says so. */
export function netrcLogin(
  host: string,
  user: string | null,
  env: Readonly<Record<string, string | undefined>>,
  warn: (text: string) => void,
): NetrcLogin | null {
  const named = env['NETRC'] ?? '';
  const file = named === '' ? join(env['HOME'] ?? homedir(), '.netrc') : named;
  let login: NetrcLogin | null;
  let others: boolean;
  try {
    login = parseNetrc(new TextDecoder().decode(readSmall(file, mostBytes)), host, user);
    others = process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0;
  } catch (error) {
    if (named !== '') warn(`NETRC: ${file} ${whyNot(error)}, so it is not used`);
    return null;
  }
  if (login === null || !others) return login;
  warn(`${file} can be read by others, so its login for ${host} is not used; mend it with: chmod 600 ${file}`);
  return null;
}
