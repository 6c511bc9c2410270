import { assertionsOf, fitsDeadline, probeOptionsOf } from '../cli/check-options.js';
import { parseTarget, safeText } from '../cli/target.js';
import { targetsOf, type Surroundings } from '../cli/targets.js';
import { UsageError } from '../cli/usage-error.js';
import { duration } from '../cli/values.js';
import { word, type Words } from '../cli/words.js';
import type { ProbeOptions, Target } from '../model/target.js';
import type { Entry, Settings } from './entries.js';
import type { FleetItem } from './item.js';
import { referenced } from './settings.js';

/** What all targets of a sweep share. */
export interface Shared {
  readonly words: Words;
  /** The password that `--password-file` or `--password-stdin` gave, already read. */
  readonly password: string | null;
  readonly defaults: Settings;
  /** Longest time for a target where nothing else is said, in milliseconds. */
  readonly deadlineMs: number | null;
  readonly around: Surroundings;
}

const loginWords = ['password-file', 'password-stdin'];

function without(words: Words, names: readonly string[]): Words {
  return Object.fromEntries(Object.entries(words).filter(([name]) => !names.includes(name)));
}

/** The password nearest to the target: its own, then that of the command line, then that of the defaults. */
function passwordFor({ words, password }: Settings, shared: Shared): { words: Words; password: string | null } {
  const own = { ...without(shared.defaults.words, loginWords), ...without(shared.words, loginWords), ...words };
  if (password !== null || word(words, 'password-file') !== undefined) return { words: own, password };
  if (shared.password !== null) return { words: own, password: shared.password };
  const file = word(shared.defaults.words, 'password-file');
  if (shared.defaults.password !== null || file === undefined)
    return { words: own, password: shared.defaults.password };
  return { words: { ...own, 'password-file': file }, password: null };
}

/** A URL without its password. */
function withoutPassword(text: string): string {
  const [, scheme = '', authority = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)([^/]*)(.*)$/is.exec(text) ?? [];
  return scheme + authority.slice(0, authority.indexOf(':')) + authority.slice(authority.lastIndexOf('@')) + rest;
}

/** The password in a URL of a file; unlike one that was typed, it is in no list of processes, but it can be read. */
function passwordInUrl({ text, place, typed }: Entry, { around: { env, warn } }: Shared): string | null {
  const { password } = parseTarget(text);
  if (typed || password === null || password === '') return null;
  const value = referenced(password, env);
  if (value === null) warn(`${place.split(':')[0] ?? ''} holds passwords in clear; write \${NAME} in their place`);
  return value ?? password;
}

async function targetOf(entry: Entry, shared: Shared): Promise<{ target: Target; words: Words }> {
  const { words, password } = passwordFor(entry, shared);
  const { env, warn } = shared.around;
  const inUrl = passwordInUrl(entry, shared);
  const given = inUrl ?? password;
  const around = { env: given === null ? env : { ...env, FTPDOCTOR_PASSWORD: given }, warn };
  const text = inUrl === null ? entry.text : withoutPassword(entry.text);
  const [target] = await targetsOf([text], words, around);
  if (target === undefined) throw new Error('a target went missing');
  const named = { ...target, user: referenced(target.user, env) ?? target.user };
  if (inUrl !== null) return { target: { ...named, password: safeText('the password', inUrl) }, words };
  if (entry.password !== null && ['anonymous', 'ftp'].includes(named.user.toLowerCase())) {
    throw new UsageError(`a password for ${target.host}, but no user; add user: NAME`);
  }
  return { target: named, words };
}

/** Turns entries into items of a sweep. Options that say the same are understood once and shared. */
export function createPreparer(shared: Shared): (entry: Entry) => Promise<FleetItem> {
  const known = new Map<string, ProbeOptions>();
  return async (entry) => {
    const { target, words } = await targetOf(entry, shared);
    const relevant = without(words, ['user', 'port', 'tls', 'path', ...loginWords]);
    const name = JSON.stringify(relevant);
    const options = known.get(name) ?? probeOptionsOf(relevant);
    known.set(name, options);
    const deadline = word(words, 'deadline');
    const deadlineMs = deadline === undefined ? shared.deadlineMs : duration('deadline', deadline);
    fitsDeadline(options, deadlineMs);
    return {
      place: entry.place,
      target,
      options,
      assertions: assertionsOf(words),
      deadlineMs,
    };
  };
}
