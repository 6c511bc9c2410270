import { statSync } from 'node:fs';
import { whyNot } from './errno.js';
import { readSmall } from './read-small.js';
import { firstLineOf } from './standard-input.js';
import { safeText } from './target.js';
import { UsageError } from './usage-error.js';
import { isSet, word, type Words } from './words.js';

/** Sent for anonymous logins: a courtesy that names the program (RFC 1635), not a secret. */
const courtesy = 'ftpdoctor@';

/** A longer first line is no password: the wrong file was named. */
const longest = 4096;

const newline = 0x0a;

/** The first line of a text as password, without its end. */
function passwordIn(bytes: Uint8Array, where: string): string {
  const end = bytes.indexOf(newline);
  let password: string;
  try {
    const line = end < 0 ? bytes : bytes.subarray(0, end);
    password = new TextDecoder('utf-8', { fatal: true }).decode(line).replace(/\r$/, '');
  } catch {
    throw new UsageError(`${where} is not UTF-8 text; its first line must be the password`);
  }
  if (password === '') throw new UsageError(`${where} is empty; its first line must be the password`);
  if (end < 0 && bytes.length >= longest) {
    throw new UsageError(`${where} has no line end in its first ${longest} bytes; its first line must be the password`);
  }
  return safeText(where, password);
}

function fromFile(file: string): string {
  const where = `--password-file: ${file}`;
  try {
    if (statSync(file).isDirectory()) throw new UsageError(`${where} is a directory; give a file`);
    return passwordIn(readSmall(file, longest), where);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${where} ${whyNot(error)}; give a file whose first line is the password`);
  }
}

/**
 * The password that `--password-file` or `--password-stdin` gives, for every target alike; `null` without them.
 * Throws `UsageError` where it cannot be read.
 */
export async function givenPassword(words: Words): Promise<string | null> {
  const file = word(words, 'password-file');
  const stdin = isSet(words, 'password-stdin');
  if (file !== undefined && stdin) {
    throw new UsageError('--password-file and --password-stdin exclude each other; give one of them');
  }
  if (file !== undefined) return fromFile(file);
  return stdin ? passwordIn(await firstLineOf(process.stdin, longest), '--password-stdin: standard input') : null;
}

export interface Login {
  readonly host: string;
  /** The user that was asked for; `null` for the anonymous default. */
  readonly user: string | null;
  /** Password by source, the first that has one counts. */
  readonly url: string | null;
  readonly given: string | null;
  readonly env: string | undefined;
  readonly netrc: string | null;
}

/** The password to log in with. Throws `UsageError` naming the ways to give it where there is none. */
export function passwordFor({ host, user, url, given, env, netrc }: Login): string {
  if (user === null) {
    if (given !== null) throw new UsageError(`a password for ${host}, but no user; add --user NAME`);
    return courtesy;
  }
  if (url !== null) return url;
  if (given !== null) return given;
  // A password in the environment was meant for somebody, so it is not sent along with an anonymous login.
  const anonymous = ['anonymous', 'ftp'].includes(user.toLowerCase());
  if (!anonymous && env !== undefined && env !== '') return safeText('FTPDOCTOR_PASSWORD', env);
  if (netrc !== null) return safeText('the password in .netrc', netrc);
  if (anonymous) return courtesy;
  throw new UsageError(
    `no password for user "${user}" on ${host}; give it with --password-file FILE, --password-stdin, FTPDOCTOR_PASSWORD or .netrc`,
  );
}
