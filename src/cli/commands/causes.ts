import type { Rule } from '../../model/rule.js';
import { rules } from '../../rules/index.js';
import { word } from '../check-options.js';
import { formatOption, type Command } from '../command.js';
import { nearest } from '../nearest.js';
import { writeOut } from '../output.js';
import { UsageError } from '../usage-error.js';

function entry({ id, kind, party, title, mechanism, lookAlikes, sources }: Rule): {
  id: string;
  kind: string;
  party: string;
  title: string;
  mechanism: string;
  lookAlikes: string;
  sources: readonly string[];
} {
  return { id, kind, party, title, mechanism, lookAlikes, sources };
}

function page(rule: Rule): string {
  return [
    `${rule.id} (${rule.kind}, party: ${rule.party})`,
    rule.title,
    '',
    rule.mechanism,
    '',
    `Look-alikes: ${rule.lookAlikes}`,
    ...(rule.sources.length === 0 ? [] : [`Sources: ${rule.sources.join('; ')}`]),
    '',
  ].join('\n');
}

export default {
  name: 'causes',
  takes: '[id]',
  title: 'every finding there is: how it comes about and what looks alike',
  examples: [['ftpdoctor causes pasv-address-private', 'one entry']],
  options: { format: formatOption },
  async run(operands, words) {
    const [id] = operands;
    const chosen = id === undefined ? rules : rules.filter((rule) => rule.id === id);
    if (id !== undefined && chosen.length === 0) {
      const near = nearest(
        id,
        rules.map((rule) => rule.id),
      );
      throw new UsageError(
        `no finding is called "${id}"${near === null ? '' : `; did you mean "${near}"?`} (ftpdoctor causes lists them)`,
      );
    }
    if (word(words, 'format') === 'json') {
      const entries = chosen.map(entry);
      await writeOut(`${JSON.stringify(id === undefined ? entries : entries[0], null, 2)}\n`);
      return 0;
    }
    const width = Math.max(...rules.map((rule) => rule.id.length));
    const text =
      id === undefined
        ? chosen.map((rule) => `${rule.id.padEnd(width)}  ${rule.kind.padEnd(5)}  ${rule.title}\n`)
        : chosen.map(page);
    await writeOut(text.join(''));
    return 0;
  },
} satisfies Command;
