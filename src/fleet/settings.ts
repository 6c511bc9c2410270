import { checkOptions, tryOptions } from '../cli/check-options.js';
import { nearest } from '../cli/nearest.js';
import { UsageError, withoutDashes } from '../cli/usage-error.js';
import type { Settings } from './entries.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Standard input is one for all targets. */
const options = Object.keys(checkOptions).filter((name) => name !== 'password-stdin');
const switches = Object.entries(checkOptions).flatMap(([name, { takes }]) => (takes === null ? [name] : []));
const reference = /^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/;

/** What `${NAME}` stands for in the environment; `null` where the text is no reference. Throws where it is not set. */
export function referenced(text: string, env: Environment): string | null {
  const name = reference.exec(text)?.[1];
  if (name === undefined) return null;
  const value = env[name];
  if (value === undefined || value === '')
    throw new UsageError(`the environment has no ${name}; set it, or mend the name`);
  return value;
}

function passwordOf(value: unknown, env: Environment): string {
  const password = typeof value === 'string' ? referenced(value, env) : null;
  // A password is not shown, so the complaint does not quote it.
  if (password !== null) return password;
  throw new UsageError('a password has no place in this file; write password: ${NAME} and set NAME in the environment');
}

function valueOf(name: string, value: unknown, env: Environment): string | boolean {
  if (switches.includes(name)) {
    if (typeof value === 'boolean') return value;
    throw new UsageError(`${name} must be true or false`);
  }
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string' && value !== '') return name === 'user' ? (referenced(value, env) ?? value) : value;
  const list: readonly unknown[] | null = Array.isArray(value) ? value : null;
  if (list !== null && list.length > 0 && list.every((one) => typeof one === 'string')) return list.join(',');
  throw new UsageError(`${name} must be a text, a number or a list of words`);
}

/** Reads the options in a mapping of a targets file; `complain` hears of each that is wrong, by its key. */
export function settingsOf(
  mapping: Readonly<Record<string, unknown>>,
  env: Environment,
  complain: (key: string, message: string) => void,
): Settings {
  const words: Record<string, string | boolean> = {};
  let password: string | null = null;
  for (const [key, value] of Object.entries(mapping)) {
    try {
      if (key === 'password') {
        password = passwordOf(value, env);
        continue;
      }
      if (!options.includes(key)) {
        const near = nearest(key, [...options, 'password', 'target']);
        throw new UsageError(
          `"${key}" is no option of a target; ${near === null ? 'ftpdoctor check --help lists them' : `did you mean ${near}?`}`,
        );
      }
      const read = valueOf(key, value, env);
      tryOptions({ [key]: read });
      words[key] = read;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      complain(key, withoutDashes(error.message));
      // The run is refused; that this target has no password, too, would be no news.
      if (key === 'password') password = 'refused';
    }
  }
  return { words, password };
}
