import { readFileSync } from 'node:fs';
import type { NetrcLogin } from './netrc.js';
import { safeText } from './target.js';
import { UsageError } from './usage-error.js';

/** Sent for anonymous logins: a courtesy that names the program (RFC 1635), not a secret. */
const courtesy = 'ftpdoctor@';

function firstLine(text: string): string {
  return text.replace(/\r?\n.*$/s, '');
}

function fromFile(option: string, file: string | number, shown: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const why: Readonly<Record<string, string>> = {
      ENOENT: 'does not exist',
      EACCES: 'may not be read by this user',
      EISDIR: 'is a directory',
    };
    throw new UsageError(
      `--${option}: ${shown} ${why[code] ?? `cannot be read (${code})`}; give a file whose first line is the password`,
    );
  }
  const password = firstLine(text);
  if (password === '') throw new UsageError(`--${option}: ${shown} is empty; its first line must be the password`);
  return safeText('the password', password);
}

export interface PasswordSources {
  readonly url: string | null;
  readonly file: string | undefined;
  readonly stdin: boolean;
  readonly env: string | undefined;
  readonly netrc: NetrcLogin | null;
}

/** The password for a user, from the first source that has one. Throws `UsageError` naming the ways to give it. */
export function findPassword(user: string, host: string, sources: PasswordSources): string {
  if (sources.file !== undefined) return fromFile('password-file', sources.file, sources.file);
  if (sources.stdin) return fromFile('password-stdin', 0, 'standard input');
  if (sources.url !== null) return sources.url;
  if (sources.env !== undefined && sources.env !== '') return safeText('FTPDOCTOR_PASSWORD', sources.env);
  if (sources.netrc?.password != null) return safeText('the password in .netrc', sources.netrc.password);
  if (['anonymous', 'ftp'].includes(user.toLowerCase())) return courtesy;
  throw new UsageError(
    `no password for user "${user}" on ${host}; give it with --password-file FILE, --password-stdin, FTPDOCTOR_PASSWORD or .netrc`,
  );
}
