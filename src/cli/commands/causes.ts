import { styleFor } from '../colour.js';
import { choice } from '../check-options.js';
import { formatOption, type Command } from '../command.js';
import { causePage, causeTable, entryOf } from '../encyclopedia.js';
import { nearest } from '../nearest.js';
import { writeOut } from '../output.js';
import { UsageError } from '../usage-error.js';
import { pageOf } from '../../formats/pretty/page.js';
import { safeJson } from '../../formats/sanitise.js';
import type { Rule } from '../../model/rule.js';
import { rules } from '../../rules/index.js';

function ruleOf(id: string): Rule {
  const rule = rules.find((one) => one.id === id);
  if (rule !== undefined) return rule;
  const near = nearest(
    id,
    rules.map((one) => one.id),
  );
  const mend = near === null ? 'ftpdoctor causes lists them' : `did you mean "${near}"?`;
  throw new UsageError(`no cause is called "${id}"; ${mend}`);
}

export default {
  name: 'causes',
  takes: '[id]',
  most: 1,
  title: 'The encyclopedia: every finding there is, how it comes about, what looks alike, who mends it and how.',
  examples: [
    ['ftpdoctor causes', 'the list: id, kind, party, title'],
    ['ftpdoctor causes pasv-address-private', 'one entry'],
  ],
  options: { format: formatOption },
  async run([id], words) {
    const json = choice(words, 'format', ['text', 'json'], 'text') === 'json';
    if (id === undefined) {
      await writeOut(json ? `${safeJson(rules.map(entryOf), 2)}\n` : causeTable(rules));
      return 0;
    }
    const rule = ruleOf(id);
    const { exampleOf } = await import('../lab-example.js');
    const example = await exampleOf(rule);
    const { isTTY, columns } = process.stdout;
    const flags = { colour: null, quiet: false, verbose: false };
    const page = pageOf(styleFor(flags, process.env, { isTTY, columns }, process.platform));
    await writeOut(json ? `${safeJson({ ...entryOf(rule), example }, 2)}\n` : causePage(rule, example, page));
    return 0;
  },
} satisfies Command;
