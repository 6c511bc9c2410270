import { isIP } from 'node:net';
import type { Assertions, ProbeOptions, TlsMode } from '../model/target.js';
import type { OptionSpec } from './command.js';
import { whyNot } from './errno.js';
import { isIpv6Literal } from './host-name.js';
import { nearest } from './nearest.js';
import { readSmall } from './read-small.js';
import { safeText } from './target.js';
import { UsageError } from './usage-error.js';
import { duration, modes, port, portRange, wholeNumber } from './values.js';
import { all, isSet, word, type Words } from './words.js';

const reach = 'How to reach it';
const trial = 'What to try';
const assertion = 'What must hold';

const option = (group: string, takes: string | null, says: string): OptionSpec => ({ takes, group, says });

/** The options of `check` that shape the diagnosis, in the order of the help text. */
export const checkOptions = {
  port: option(reach, 'PORT', 'control port (default 21, or 990 for implicit TLS)'),
  user: option(reach, 'NAME', 'user (default anonymous)'),
  'password-file': option(reach, 'FILE', 'file whose first line is the password; or FTPDOCTOR_PASSWORD, or .netrc'),
  'password-stdin': option(reach, null, 'read the password from the first line of standard input'),
  tls: option(reach, 'MODE', 'off, explicit (AUTH TLS) or implicit (default off)'),
  'tls-insecure': option(reach, null, 'accept any certificate'),
  ca: option(reach, 'FILE', 'PEM file of roots to trust'),
  family: option(reach, '4|6', 'use only addresses of this family'),
  bind: option(
    reach,
    'ADDRESS',
    'local address to connect from and to listen on; given twice, the second tries to fetch data in place of the first',
  ),
  'ftp-host': option(reach, 'NAME', 'name to send with HOST before the login (RFC 7151)'),
  modes: option(trial, 'LIST', 'of pasv,epsv,port,eprt (default: all that the address family knows)'),
  path: option(trial, 'PATH', 'directory to list (default: where the login leads)'),
  depth: option(trial, 'DEPTH', 'quick (the listings only), auto or deep (default auto)'),
  timeout: option(trial, 'TIME', 'longest single network wait, such as 8s, 500ms or 2m (default 8s)'),
  deadline: option(
    trial,
    'TIME',
    'longest time for the check of a target (default none; of many targets, 2m; with --format nagios 55s)',
  ),
  samples: option(trial, 'N', 'sample N passive ports even where listings succeed'),
  serial: option(trial, null, 'one control connection at a time'),
  advertised: option(trial, 'probe|skip', 'advertised addresses other than the server (default probe)'),
  'alt-port': option(trial, 'PORT', 'a second control port of the same server, to compare with'),
  idle: option(trial, 'TIME', 'let control connections rest up to TIME, such as 10m, and see which are forgotten'),
  transfer: option(
    trial,
    'PATH',
    'retrieve this file too, with and without keepalives, and see whether its end is told (226)',
  ),
  throttle: option(trial, 'TIME', 'read that file so slowly that it lasts this long, such as 6m'),
  'active-address': option(trial, 'ADDRESS', 'address to announce in PORT and EPRT'),
  'active-ports': option(trial, 'LO-HI', 'ports to listen on in active mode'),
  require: option(assertion, 'LIST', 'modes that must list, such as pasv,epsv'),
  'expect-address': option(assertion, 'ADDRESS', 'address that PASV must announce'),
  'expect-range': option(assertion, 'LO-HI', 'range that passive ports must lie in'),
  'expect-tls': option(assertion, 'resume', 'data connections must resume the TLS session'),
} as const satisfies Record<string, OptionSpec>;

/** One of several words, in any case. */
export function choice<const T extends string>(words: Words, name: string, choices: readonly T[], otherwise: T): T {
  const given = word(words, name);
  if (given === undefined) return otherwise;
  const found = choices.find((one) => one === given.toLowerCase());
  if (found !== undefined) return found;
  const near = nearest(given.toLowerCase(), choices);
  const mend = near === null ? `choose from ${choices.join(', ')}` : `did you mean ${near}?`;
  throw new UsageError(`--${name} "${given}" is unknown; ${mend}`);
}

function address(words: Words, name: string): string | null {
  const given = word(words, name);
  return given === undefined ? null : literal(name, given);
}

function bindAddresses(words: Words): readonly string[] {
  const given = all(words, 'bind').map((one) => literal('bind', one));
  if (given.length > 2) throw new UsageError(`--bind "${given[2] ?? ''}" is one too many; two addresses are enough`);
  return given;
}

function literal(name: string, given: string): string {
  if (isIP(given) !== 4 && !isIpv6Literal(given)) {
    throw new UsageError(`--${name} "${given}" is not an IP address; names are not taken here`);
  }
  return given;
}

function optional<T>(words: Words, name: string, read: (option: string, given: string) => T): T | null {
  const given = word(words, name);
  return given === undefined ? null : read(name, given);
}

/** More than any bundle of roots holds. */
const mostPem = 4 << 20;

function pemOf(words: Words): string | null {
  const file = word(words, 'ca');
  if (file === undefined) return null;
  let pem: string;
  try {
    pem = new TextDecoder().decode(readSmall(file, mostPem));
  } catch (error) {
    throw new UsageError(`--ca: ${file} ${whyNot(error)}; give a PEM file of roots to trust`);
  }
  if (!pem.includes('-----BEGIN CERTIFICATE-----')) {
    throw new UsageError(`--ca: ${file} holds no certificate; give a PEM file (-----BEGIN CERTIFICATE-----)`);
  }
  return pem;
}

function hostHeader(name: string, given: string): string {
  if (/\s/.test(given)) throw new UsageError(`--${name} "${given}" contains blanks; give one host name`);
  return safeText(`--${name}`, given);
}

function filePath(name: string, given: string): string {
  if (given === '' || given.endsWith('/'))
    throw new UsageError(`--${name} "${given}" is no file; name one to retrieve`);
  return safeText(`--${name}`, given);
}

const idleBounds = { leastMs: 4000, mostMs: 86_400_000 } as const;

function longTime(name: string, given: string): number {
  const ms = duration(name, given);
  if (ms >= idleBounds.leastMs && ms <= idleBounds.mostMs) return ms;
  throw new UsageError(`--${name} "${given}" is not between 4s and 24h; write for example 10m`);
}

/** What the options say about the trial itself; without any, the defaults. */
export function probeOptionsOf(words: Words): ProbeOptions {
  const [bind = null, secondAddress = null] = bindAddresses(words);
  const depth = choice(words, 'depth', ['quick', 'auto', 'deep'], 'auto');
  const longer = ['idle', 'transfer'].find((name) => word(words, name) !== undefined);
  if (depth === 'quick' && longer !== undefined) {
    throw new UsageError(`--${longer} is more than --depth quick tries; leave one of them out`);
  }
  if (word(words, 'throttle') !== undefined && word(words, 'transfer') === undefined) {
    throw new UsageError('--throttle slows down a transfer, but none was asked for; add --transfer PATH');
  }
  const family = choice(words, 'family', ['4', '6', 'any'], 'any');
  return {
    modes: optional(words, 'modes', modes),
    depth,
    timeoutMs: optional(words, 'timeout', duration) ?? 8000,
    serial: isSet(words, 'serial'),
    samples: optional(words, 'samples', (name, given) => wholeNumber(name, given, 1, 64)),
    advertised: choice(words, 'advertised', ['probe', 'skip'], 'probe'),
    family: family === 'any' ? null : family === '4' ? 4 : 6,
    ftpHost: optional(words, 'ftp-host', hostHeader),
    bind,
    secondAddress,
    activeAddress: address(words, 'active-address'),
    activePorts: optional(words, 'active-ports', portRange),
    altPort: optional(words, 'alt-port', (name, given) => wholeNumber(name, given, 1, 65535)),
    reflector: null,
    idleMs: optional(words, 'idle', longTime),
    transfer: optional(words, 'transfer', filePath),
    throttleMs: optional(words, 'throttle', longTime),
    tlsInsecure: isSet(words, 'tls-insecure'),
    ca: pemOf(words),
  };
}

function tlsExpectation(words: Words): Assertions['expectTls'] {
  if (word(words, 'expect-tls') === undefined) return null;
  if (word(words, 'tls')?.toLowerCase() === 'off') {
    throw new UsageError('--expect-tls resume needs TLS; give --tls explicit or implicit');
  }
  return choice(words, 'expect-tls', ['resume'], 'resume');
}

/** Throws where the idle ladder or the long transfer could not end before the deadline. */
export function fitsDeadline({ idleMs, throttleMs }: ProbeOptions, deadlineMs: number | null): void {
  for (const [name, ms] of [
    ['idle', idleMs],
    ['throttle', throttleMs],
  ] as const) {
    if (ms === null || deadlineMs === null || deadlineMs > ms) continue;
    const needed = Math.ceil((ms * 1.1 + 30_000) / 1000);
    throw new UsageError(
      `--${name} takes ${ms / 1000} s, but the check must end after ${deadlineMs / 1000} s; add --deadline ${needed}s`,
    );
  }
}

/** What the options demand of the result. Throws where it could never hold. */
export function assertionsOf(words: Words): Assertions {
  const required = optional(words, 'require', modes) ?? [];
  const tried = optional(words, 'modes', modes);
  const missing = required.find((mode) => tried?.includes(mode) === false)?.toLowerCase();
  if (missing !== undefined) {
    throw new UsageError(`--require ${missing}, but --modes does not try it; add ${missing} to --modes`);
  }
  return {
    require: required,
    expectAddress: address(words, 'expect-address'),
    expectRange: optional(words, 'expect-range', portRange),
    expectTls: tlsExpectation(words),
  };
}

/** How TLS is asked for; `otherwise` where no option says it. */
export function tlsModeOf(words: Words, otherwise: TlsMode): TlsMode {
  return choice(words, 'tls', ['off', 'explicit', 'implicit'], otherwise);
}

/** Understands each option by itself, with what it needs beside it taken for given, so that a fault belongs to one place. */
export function tryOptions(words: Words): void {
  for (const [name, value] of Object.entries(words)) {
    const alone = { [name]: value };
    probeOptionsOf(name === 'throttle' ? { ...alone, transfer: 'file' } : alone);
    assertionsOf(alone);
    tlsModeOf(alone, 'off');
    optional(alone, 'port', (option, given) => port(`--${option}`, given));
    optional(alone, 'deadline', duration);
  }
}
