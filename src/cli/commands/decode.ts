import { readFileSync } from 'node:fs';
import { decodeText, type Calculation } from '../../protocol/calculator.js';
import { word } from '../check-options.js';
import { formatOption, type Command } from '../command.js';
import { writeOut } from '../output.js';
import { UsageError } from '../usage-error.js';

/** Prints calculations as text or JSON; the first that failed is the error. */
export async function sayCalculations(results: readonly Calculation[], format: string | undefined): Promise<number> {
  if (format !== undefined && format !== 'json' && format !== 'text') {
    throw new UsageError(`--format "${format}" is unknown; choose from text, json`);
  }
  const good = results.flatMap((one) => (one.ok ? [one] : []));
  if (good.length > 0) {
    const json = good.map((one) => `${JSON.stringify(one.json)}\n`).join('');
    await writeOut(format === 'json' ? json : `${good.map(({ lines }) => lines.join('\n')).join('\n\n')}\n`);
  }
  for (const one of results) if (!one.ok) throw new UsageError(one.error);
  return 0;
}

export default {
  name: 'decode',
  takes: '<text...>',
  title: 'PORT, 227, EPRT, 229, LPRT or 228 text to address and port, with the arithmetic',
  examples: [["ftpdoctor decode 'PORT 192,168,0,3,19,243'", '192.168.0.3:5107, 19 x 256 + 243']],
  options: { format: formatOption },
  async run(operands, words) {
    if (operands.length === 0) {
      throw new UsageError(
        "decode needs a text; write for example: ftpdoctor decode '227 Entering Passive Mode (10,0,0,10,195,80)'",
      );
    }
    const texts =
      operands.length === 1 && operands[0] === '-'
        ? readFileSync(0, 'utf8')
            .split(/\r?\n/)
            .filter((line) => line.trim() !== '')
        : [operands.join(' ')];
    return sayCalculations(texts.map(decodeText), word(words, 'format'));
  },
} satisfies Command;
