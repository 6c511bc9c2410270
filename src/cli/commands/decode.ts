import { createInterface } from 'node:readline';
import { decodeText, type Calculation } from '../../protocol/calculator.js';
import { choice } from '../check-options.js';
import { formatOption, unjudged, warn, type Command } from '../command.js';
import { writeOut } from '../output.js';
import { UsageError } from '../usage-error.js';
import type { Words } from '../words.js';

/** Prints calculations, as text or a line of JSON each; what cannot be calculated is named on stderr. */
export async function sayCalculations(
  results: AsyncIterable<Calculation> | Iterable<Calculation>,
  words: Words,
): Promise<number> {
  const format = choice(words, 'format', ['text', 'json'], 'text');
  let code = 0;
  let first = true;
  for await (const result of results) {
    if (!result.ok) {
      code = unjudged;
      warn(result.error);
      continue;
    }
    const text = `${first ? '' : '\n'}${result.lines.join('\n')}\n`;
    await writeOut(format === 'json' ? `${JSON.stringify(result.json)}\n` : text);
    first = false;
  }
  return code;
}

async function* decoded(operands: readonly string[]): AsyncGenerator<Calculation> {
  if (operands.length !== 1 || operands[0] !== '-') {
    yield decodeText(operands.join(' '));
    return;
  }
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') yield decodeText(line);
  }
}

export default {
  name: 'decode',
  takes: '<text...>',
  most: Number.POSITIVE_INFINITY,
  title: 'Turns PORT, 227, EPRT, 229, LPRT or 228 text into address and port, with the arithmetic.',
  examples: [
    ["ftpdoctor decode 'PORT 192,168,0,3,19,243'", '192.168.0.3:5107, 19 x 256 + 243'],
    ['grep 227 client.log | ftpdoctor decode -', 'every line of standard input'],
  ],
  options: { format: formatOption },
  async run(operands, words) {
    if (operands.length === 0) {
      throw new UsageError(
        "decode needs a text; write for example: ftpdoctor decode '227 Entering Passive Mode (10,0,0,10,195,80)'",
      );
    }
    return sayCalculations(decoded(operands), words);
  },
} satisfies Command;
