import type { Command } from '../command.js';
import { writeOut } from '../output.js';

export default {
  name: 'schema',
  takes: '',
  most: 0,
  title: 'Prints the JSON Schema (2020-12) of the report that --format json writes.',
  examples: [['ftpdoctor schema > report.schema.json', 'to validate reports with']],
  options: {},
  async run() {
    const { jsonSchema } = await import('../../formats/schema.js');
    await writeOut(await jsonSchema());
    return 0;
  },
} satisfies Command;
