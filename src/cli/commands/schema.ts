import { jsonSchema } from '../../formats/schema.js';
import type { Command } from '../command.js';
import { writeOut } from '../output.js';

export default {
  name: 'schema',
  takes: '',
  title: 'the JSON Schema of the report',
  examples: [],
  options: {},
  async run() {
    await writeOut(await jsonSchema());
    return 0;
  },
} satisfies Command;
