import type { TargetFacts } from '../model/target.js';
import { isObject, type Loose } from './saved-event.js';

type Check = (value: unknown) => boolean;

const textOrNull: Check = (value) => value === null || typeof value === 'string';
const isRange: Check = (value) =>
  value === null || (isObject(value) && typeof value['low'] === 'number' && typeof value['high'] === 'number');
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value);
const isMode = oneOf('PASV', 'EPSV', 'PORT', 'EPRT');
const areModes: Check = (value) => Array.isArray(value) && value.every(isMode);
const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number';
const isTrue: Check = (value) => value === true;

/** What every saved target says, whichever version wrote it. */
const needed: Readonly<Record<string, Check>> = {
  host: isText,
  port: isNumber,
  user: isText,
  tls: oneOf('off', 'explicit', 'implicit'),
};

type Usual = Readonly<Record<string, readonly [usual: unknown, Check]>>;

/** What a report leaves out, with what is taken then. */
const otherwise: Usual = {
  modes: [null, (value) => value === null || areModes(value)],
  depth: ['auto', oneOf('quick', 'auto', 'deep')],
  timeoutMs: [8000, (value) => typeof value === 'number'],
  advertised: ['probe', oneOf('probe', 'skip')],
  activeAddress: [null, textOrNull],
  activePorts: [null, isRange],
  path: ['', isText],
  assertions: [{}, isObject],
};

/** Left out where it was not asked for. */
const optional: Readonly<Record<string, Check>> = {
  reflector: (value) => isObject(value) && isText(value['host']) && isNumber(value['port']),
  family: (value) => value === 4 || value === 6,
  ftpHost: isText,
  bind: isText,
  samples: isNumber,
  altPort: isNumber,
  tlsInsecure: isTrue,
  ownRoots: isTrue,
};

/** The same for what a check had to show. */
const asserted: Usual = {
  require: [[], areModes],
  expectAddress: [null, textOrNull],
  expectRange: [null, isRange],
  expectTls: [null, (value) => value === null || value === 'resume'],
};

/** A given object with the rest filled in; `null` where something in it does not fit. */
function filled(given: Loose, usual: Usual): Loose | null {
  const rest = Object.entries(usual).map(([key, [taken, fits]]): readonly [string, unknown] | null => {
    const value = given[key];
    return value === undefined ? [key, taken] : fits(value) ? [key, value] : null;
  });
  return rest.every((entry) => entry !== null) ? { ...given, ...Object.fromEntries(rest) } : null;
}

/** The target of a saved report or transcript; `null` where a file says something that no target can be. */
export function savedTarget(value: unknown): TargetFacts | null {
  if (!isObject(value) || !Object.entries(needed).every(([key, fits]) => fits(value[key]))) return null;
  const fits = Object.entries(optional).every(([key, check]) => value[key] === undefined || check(value[key]));
  const target = fits ? filled(value, otherwise) : null;
  const assertions = target === null ? null : filled(target['assertions'] as Loose, asserted);
  return assertions === null ? null : ({ ...target, assertions } as unknown as TargetFacts);
}
