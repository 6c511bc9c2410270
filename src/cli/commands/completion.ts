import { formats } from '../../formats/index.js';
import { scenarios } from '../../lab/scenarios/index.js';
import { rules } from '../../rules/index.js';
import type { Command } from '../command.js';
import { completionScript, shells } from '../completion.js';
import { describeAll } from '../options-of.js';
import { writeOut } from '../output.js';
import { UsageError } from '../usage-error.js';

export default {
  name: 'completion',
  takes: 'bash|zsh|fish',
  most: 1,
  title: 'Prints the completion script of a shell.',
  examples: [['source <(ftpdoctor completion bash)', 'for this shell']],
  options: {},
  async run([given = '']) {
    const shell = shells.find((one) => one === given.toLowerCase());
    if (shell === undefined) {
      throw new UsageError(
        `completion "${given}" is for no shell known here; write ftpdoctor completion ${shells.join('|')}`,
      );
    }
    const { commands } = await import('./index.js');
    const known = {
      causes: rules.map(({ id }) => id),
      scenarios: scenarios.map(({ id }) => id),
      formats: formats.map(({ id }) => id),
    };
    await writeOut(completionScript(shell, await describeAll(commands), known));
    return 0;
  },
} satisfies Command;
