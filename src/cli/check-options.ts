import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { Options } from 'yargs';
import type { Assertions, ProbeOptions, Target, TlsMode } from '../model/target.js';
import { netrcLogin } from './netrc.js';
import { findPassword } from './password.js';
import { parseTarget, safeText } from './target.js';
import { UsageError } from './usage-error.js';
import { duration, modes, port, portRange, wholeNumber } from './values.js';

const connection = 'How to reach it:';
const trial = 'What to try:';
const assertion = 'What must hold:';

const text = (group: string, describe: string): Options => ({ type: 'string', requiresArg: true, group, describe });
const flag = (group: string, describe: string): Options => ({ type: 'boolean', group, describe });

/** The options of `check` that shape the diagnosis, in the order of the help text. */
export const checkOptions = {
  port: text(connection, 'control port (default 21, 990 for implicit TLS)'),
  user: text(connection, 'user (default anonymous)'),
  'password-file': text(connection, 'file whose first line is the password; or FTPDOCTOR_PASSWORD, or .netrc'),
  'password-stdin': flag(connection, 'read the password from standard input'),
  tls: text(connection, 'off, explicit (AUTH TLS) or implicit'),
  'tls-insecure': flag(connection, 'accept any certificate'),
  ca: text(connection, 'PEM file of trusted roots'),
  family: text(connection, '4 or 6: use only that kind of address'),
  bind: text(connection, 'local address to connect from and to listen on'),
  'ftp-host': text(connection, 'name to send with HOST before the login (RFC 7151)'),
  modes: text(trial, 'of pasv,epsv,port,eprt (default: all that the address family knows)'),
  path: text(trial, 'directory to list (default: where the login leads)'),
  depth: text(trial, 'quick (the listings only), auto or deep (default auto)'),
  timeout: text(trial, 'longest single network wait, such as 8s or 500ms (default 8s)'),
  deadline: text(trial, 'longest time for the whole check of a target'),
  samples: text(trial, 'sample this many passive ports even where listings succeed'),
  serial: flag(trial, 'one control connection at a time'),
  advertised: text(trial, 'probe or skip advertised addresses other than the server (default probe)'),
  'active-address': text(trial, 'address to announce in PORT and EPRT'),
  'active-ports': text(trial, 'ports to listen on in active mode, lo-hi'),
  require: text(assertion, 'modes that must list, such as pasv,epsv'),
  'expect-address': text(assertion, 'address that PASV must announce'),
  'expect-range': text(assertion, 'range that passive ports must lie in, lo-hi'),
} as const satisfies Record<string, Options>;

/** Parsed words as yargs gives them: a repeated option is a list, and its last value counts. */
export type Words = Readonly<Record<string, unknown>>;

export function word(words: Words, name: string): string | undefined {
  const value = words[name];
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof last === 'string' ? last : undefined;
}

export function isSet(words: Words, name: string): boolean {
  const value = words[name];
  return (Array.isArray(value) ? value.at(-1) : value) === true;
}

function choice<const T extends string>(words: Words, name: string, choices: readonly T[], otherwise: T): T {
  const given = word(words, name);
  if (given === undefined) return otherwise;
  const found = choices.find((one) => one === given.toLowerCase());
  if (found === undefined) throw new UsageError(`--${name} "${given}" is unknown; choose from ${choices.join(', ')}`);
  return found;
}

function address(words: Words, name: string): string | null {
  const given = word(words, name);
  if (given === undefined) return null;
  if (isIP(given.replace(/%.*$/, '')) === 0) throw new UsageError(`--${name} "${given}" is not an IP address`);
  return given;
}

function optional<T>(words: Words, name: string, read: (option: string, given: string) => T): T | null {
  const given = word(words, name);
  return given === undefined ? null : read(name, given);
}

function caText(words: Words): string | null {
  const file = word(words, 'ca');
  if (file === undefined) return null;
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`--ca: ${file} cannot be read (${code}); give a PEM file of trusted roots`);
  }
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
    throw new UsageError(`--ca: ${file} holds no certificate; give a PEM file (-----BEGIN CERTIFICATE-----)`);
  }
  return pem;
}

/** What the options say about the trial itself. */
export function probeOptionsOf(words: Words): ProbeOptions & { readonly deadlineMs: number | null } {
  const family = choice(words, 'family', ['4', '6', 'any'], 'any');
  return {
    modes: optional(words, 'modes', modes),
    depth: choice(words, 'depth', ['quick', 'auto', 'deep'], 'auto'),
    timeoutMs: optional(words, 'timeout', duration) ?? 8000,
    deadlineMs: optional(words, 'deadline', duration),
    serial: isSet(words, 'serial'),
    samples: optional(words, 'samples', (name, given) => wholeNumber(name, given, 1, 64)),
    advertised: choice(words, 'advertised', ['probe', 'skip'], 'probe'),
    family: family === 'any' ? null : family === '4' ? 4 : 6,
    ftpHost: optional(words, 'ftp-host', (name, given) => safeText(`--${name}`, given)),
    bind: address(words, 'bind'),
    activeAddress: address(words, 'active-address'),
    activePorts: optional(words, 'active-ports', portRange),
    tlsInsecure: isSet(words, 'tls-insecure'),
    ca: caText(words),
  };
}

export function assertionsOf(words: Words): Assertions {
  return {
    require: optional(words, 'require', modes) ?? [],
    expectAddress: address(words, 'expect-address'),
    expectRange: optional(words, 'expect-range', portRange),
  };
}

/** A target of the command line with options, .netrc and defaults filled in. What the URL says wins over options. */
export function targetOf(
  given: string,
  words: Words,
  env: Readonly<Record<string, string | undefined>>,
  warn: (text: string) => void,
): Target {
  const parsed = parseTarget(given);
  const tls: TlsMode = choice(words, 'tls', ['off', 'explicit', 'implicit'], parsed.tls ?? 'off');
  if (parsed.tls !== null && parsed.tls !== 'off' && word(words, 'tls') !== undefined && tls !== parsed.tls) {
    throw new UsageError(
      `--tls ${tls} contradicts the target, whose scheme asks for ${parsed.tls} TLS; give one of them`,
    );
  }
  const optionPort = word(words, 'port');
  const fallback = tls === 'implicit' ? 990 : 21;
  const wanted = parsed.user ?? word(words, 'user') ?? null;
  const netrc = netrcLogin(parsed.host, wanted, env, warn);
  const user = safeText('the user', wanted ?? netrc?.user ?? 'anonymous');
  if (user === '') throw new UsageError('--user is empty; leave it out for anonymous');
  if (parsed.password !== null) {
    warn('a password in a URL can be seen by others on this machine; use --password-file, --password-stdin or .netrc');
  }
  return {
    host: parsed.host,
    port: parsed.port ?? (optionPort === undefined ? fallback : port('--port', optionPort)),
    tls,
    user,
    password: findPassword(user, parsed.host, {
      url: parsed.password,
      file: word(words, 'password-file'),
      stdin: isSet(words, 'password-stdin'),
      env: env['FTPDOCTOR_PASSWORD'],
      netrc,
    }),
    path: safeText('--path', parsed.path ?? word(words, 'path') ?? ''),
  };
}
