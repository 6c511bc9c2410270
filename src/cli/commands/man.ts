import { version } from '../../version.js';
import type { Command } from '../command.js';
import { manPage } from '../man-page.js';
import { describeAll } from '../options-of.js';
import { writeOut } from '../output.js';

export default {
  name: 'man',
  takes: '',
  most: 0,
  title: 'Prints the manual page, for man(1).',
  examples: [['ftpdoctor man | man -l -', 'to read it']],
  options: {},
  async run() {
    const { commands } = await import('./index.js');
    await writeOut(manPage(await describeAll(commands), version));
    return 0;
  },
} satisfies Command;
