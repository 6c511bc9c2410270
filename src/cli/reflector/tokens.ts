import { whyNot } from '../errno.js';
import { readSmall } from '../read-small.js';
import { UsageError } from '../usage-error.js';
import { word, type Words } from '../words.js';

const mostBytes = 64 << 10;

/** The environment variable that holds a token, on either end. */
export const tokenVariable = 'FTPDOCTOR_REFLECTOR_TOKEN';

function checked(where: string, token: string): string {
  if (!/^[\x21-\x7e]{8,200}$/.test(token)) {
    throw new UsageError(
      `${where}: a token is 8 to 200 visible ASCII characters without blanks; make one with: openssl rand -hex 16`,
    );
  }
  return token;
}

/**
 * The tokens of a file, one a line, or the one in the environment; never from the command line, which others can read.
 * Throws `UsageError` where they cannot be read or are none.
 */
export function tokensOf(words: Words, option: string, env: NodeJS.ProcessEnv): string[] {
  const file = word(words, option);
  if (file === undefined) {
    const token = env[tokenVariable];
    return token === undefined || token === '' ? [] : [checked(tokenVariable, token)];
  }
  let text: string;
  try {
    text = new TextDecoder().decode(readSmall(file, mostBytes));
  } catch (error) {
    throw new UsageError(`--${option}: ${file} ${whyNot(error)}; give a file with a token in each line`);
  }
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const tokens = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (tokens.length === 0) throw new UsageError(`--${option}: ${file} holds no token; write one in each line`);
  return tokens.map((token, at) => checked(`--${option}: ${file}, token ${at + 1}`, token));
}
