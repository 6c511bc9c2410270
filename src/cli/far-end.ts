import type { Target } from '../model/target.js';
import type { OptionSpec } from './command.js';
import { tokensOf } from './reflector/tokens.js';
import { parseTarget } from './target.js';
import { UsageError } from './usage-error.js';
import { word, type Words } from './words.js';

const group = 'The far end';

/** The options that name a reflector. */
export const farEndOptions = {
  reflector: {
    takes: 'HOST[:PORT]',
    group,
    says: 'a reflector (see: ftpdoctor reflector --help); every mode is run against it too, and sent is compared with received',
  },
  'reflector-only': { takes: 'HOST[:PORT]', group, says: 'the same without another target: what does the path do?' },
  'reflector-token-file': {
    takes: 'FILE',
    group,
    says: 'file whose first line is the token of the reflector; or FTPDOCTOR_REFLECTOR_TOKEN',
  },
} as const satisfies Record<string, OptionSpec>;

const implicitPort = 990;

/** The reflector that the command line names, with its token as password; `null` where it names none. */
export function reflectorOf(words: Words, env: NodeJS.ProcessEnv): Target | null {
  const [alone, beside] = [word(words, 'reflector-only'), word(words, 'reflector')];
  if (alone !== undefined && beside !== undefined) {
    throw new UsageError('--reflector and --reflector-only exclude each other; give --reflector with a target');
  }
  const option = alone === undefined ? 'reflector' : 'reflector-only';
  const given = alone ?? beside;
  if (given === undefined) {
    if (word(words, 'reflector-token-file') === undefined) return null;
    throw new UsageError('--reflector-token-file needs --reflector HOST[:PORT] or --reflector-only HOST[:PORT]');
  }
  if (given.includes('://') || given.includes('@')) {
    throw new UsageError(
      `--${option} "${given.replace(/:[^:@/]*@/, ':****@')}" is not host or host:port; it takes no URL and no user`,
    );
  }
  const { host, port } = parseTarget(given);
  const [token = null] = tokensOf(words, 'reflector-token-file', env);
  return {
    host,
    port: port ?? 21,
    tls: port === implicitPort ? 'implicit' : 'off',
    user: token === null ? 'anonymous' : 'ftpdoctor',
    password: token ?? 'ftpdoctor@',
    path: '',
  };
}
