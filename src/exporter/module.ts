import { assertionsOf, checkOptions, probeOptionsOf, tlsModeOf, tryOptions } from '../cli/check-options.js';
import { nearest } from '../cli/nearest.js';
import { givenPassword, passwordFor } from '../cli/password.js';
import { parseTarget, safeText } from '../cli/target.js';
import { UsageError } from '../cli/usage-error.js';
import { duration, port } from '../cli/values.js';
import { word, type Words } from '../cli/words.js';
import type { Path } from '../cli/yaml.js';
import type { Assertions, ProbeOptions, Target, TlsMode } from '../model/target.js';
import { anyOf, readEntry, type Permit } from './allow-list.js';

/** How to probe: what `module=` of a request names. */
export interface Module {
  readonly name: string;
  readonly login: Pick<Target, 'user' | 'password' | 'path'>;
  readonly tls: TlsMode;
  readonly port: number | null;
  readonly options: ProbeOptions;
  /** Whether `timeout` was set, and is not to be fitted to the deadline. */
  readonly timeoutSet: boolean;
  readonly assertions: Assertions;
  /** Longest time for one probe in milliseconds, `null` for the exporter's own limit. */
  readonly deadlineMs: number | null;
  /** How long a result answers for, in milliseconds; `null` for the default of the file. */
  readonly cacheMs: number | null;
  /** Targets of this module's own; `null` for those of the file. */
  readonly permits: Permit | null;
}

/** The options of `check` that a module may set; the password comes from a file or the environment. */
const shared = Object.keys(checkOptions).filter((name) => name !== 'password-stdin');
const own = ['password-env', 'targets', 'cache'];
const switches = ['tls-insecure', 'serial'];

function optionValue(name: string, value: unknown): string | boolean {
  if (switches.includes(name)) {
    if (typeof value === 'boolean') return value;
    throw new UsageError(`${name} must be true or false`);
  }
  if (typeof value === 'string' && value !== '') return value;
  if (typeof value === 'number') return String(value);
  const list: readonly unknown[] | null = Array.isArray(value) ? value : null;
  if (list !== null && list.length > 0 && list.every((one) => typeof one === 'string')) return list.join(',');
  throw new UsageError(`${name} must be a text, a number or a list of words`);
}

function refuseUnknown(key: string): void {
  if (key === 'password') {
    throw new UsageError('a password has no place in this file; write password-file: FILE or password-env: NAME');
  }
  const known = [...shared, ...own];
  if (known.includes(key)) return;
  const near = nearest(key, known);
  throw new UsageError(
    `a module has no "${key}"; ${near === null ? `choose from ${known.join(', ')}` : `did you mean ${near}?`}`,
  );
}

/** The allow-list in a value of YAML; `complain` hears of each entry that is wrong, by its index. */
export function permitOf(value: unknown, complain: (at: number, error: UsageError) => void): Permit {
  const list: readonly unknown[] | null = Array.isArray(value) ? value : null;
  if (list === null) throw new UsageError('targets must be a list of host names, addresses and networks');
  const permits = list.flatMap((entry, at): Permit[] => {
    try {
      if (typeof entry === 'string') return [readEntry(entry)];
      throw new UsageError('a target must be a text: a host name, an address or a network');
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      complain(at, error);
      return [];
    }
  });
  return anyOf(permits);
}

/** Reads a module's options, one by one so that the first wrong one can be named by `complain`. */
export async function readModule(
  name: string,
  value: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string | undefined>>,
  complain: (path: Path, error: UsageError) => void,
): Promise<Module | null> {
  const words: Record<string, unknown> = { advertised: 'skip' };
  let permits: Permit | null = null;
  let sound = true;
  const refuse = (path: Path, error: UsageError): void => {
    sound = false;
    complain(path, error);
  };
  const attempt = async (path: Path, read: () => void | Promise<void>): Promise<void> => {
    try {
      await read();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      refuse(path, error);
    }
  };
  for (const [key, given] of Object.entries(value)) {
    await attempt([key], () => {
      refuseUnknown(key);
      if (key === 'targets') {
        permits = permitOf(given, (at, error) => {
          refuse([key, at], error);
        });
        return;
      }
      const option = optionValue(key, given);
      tryOptions({ [key]: option });
      timeOf({ [key]: option }, 'cache');
      words[key] = option;
    });
  }
  let module: Module | null = null;
  await attempt([], async () => {
    if (sound) module = await assemble(name, words, permits, env);
  });
  return module;
}

function timeOf(words: Words, name: string): number | null {
  const given = word(words, name);
  // Zero is a good answer for a cache, and no duration.
  if (name === 'cache' && given !== undefined && /^0(ms|s|m|h)?$/.test(given)) return 0;
  return given === undefined ? null : duration(name, given);
}

function portOf(words: Words): number | null {
  const given = word(words, 'port');
  return given === undefined ? null : port('port', given);
}

async function assemble(
  name: string,
  words: Words,
  permits: Permit | null,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Module> {
  const user = word(words, 'user') ?? null;
  const variable = word(words, 'password-env');
  if (variable !== undefined && (env[variable] ?? '') === '') {
    throw new UsageError(`password-env: the environment has no ${variable}; set it, or use password-file`);
  }
  const fromFile = await givenPassword(words);
  const given = fromFile ?? (variable === undefined ? null : safeText(`$${variable}`, env[variable] ?? ''));
  if (given === null && user !== null && !['anonymous', 'ftp'].includes(user.toLowerCase())) {
    throw new UsageError(`no password for user "${user}"; add password-file: FILE or password-env: NAME`);
  }
  const password = passwordFor({ host: `module ${name}`, user, url: null, given, env: undefined, netrc: null });
  if (given !== null && permits === null) {
    throw new UsageError(
      'a module with a password needs targets of its own, so that nobody can have it sent elsewhere',
    );
  }
  return {
    name,
    login: { user: safeText('user', user ?? 'anonymous'), password, path: safeText('path', word(words, 'path') ?? '') },
    tls: tlsModeOf(words, 'off'),
    port: portOf(words),
    options: probeOptionsOf(words),
    timeoutSet: word(words, 'timeout') !== undefined,
    assertions: assertionsOf(words),
    deadlineMs: timeOf(words, 'deadline'),
    cacheMs: timeOf(words, 'cache'),
    permits,
  };
}

/**
 * The target of a request. A request may name a host, a port and TLS; whoever sends it does not choose the login or the
 * directory. Throws `UsageError`.
 */
export function targetFor(module: Module, text: string): Target {
  const { host, port: asked, tls, user, password, path } = parseTarget(text);
  if (user !== null || password !== null || path !== null) {
    throw new UsageError('the target of a request is a host and port; user, password and path belong in the module');
  }
  if (tls !== null && tls !== 'off' && module.tls !== 'off' && tls !== module.tls) {
    throw new UsageError(`the target asks for ${tls} TLS, but module "${module.name}" for ${module.tls} TLS`);
  }
  const chosen = module.tls === 'off' && tls !== null ? tls : module.tls;
  return {
    ...module.login,
    host,
    port: asked ?? module.port ?? (chosen === 'implicit' ? 990 : 21),
    tls: chosen,
  };
}
