import { encodeEndpoint } from '../../protocol/calculator.js';
import { formatOption, type Command } from '../command.js';
import { UsageError } from '../usage-error.js';
import { sayCalculations } from './decode.js';

export default {
  name: 'encode',
  takes: '<host:port...>',
  most: Number.POSITIVE_INFINITY,
  title: 'Turns address and port into the text of every command and reply that can carry them.',
  examples: [['ftpdoctor encode 10.0.0.10:50000', 'PORT 10,0,0,10,195,80 and the other forms']],
  options: { format: formatOption },
  async run(operands, words) {
    if (operands.length === 0) {
      throw new UsageError('encode needs an address and port; write for example: ftpdoctor encode 10.0.0.10:50000');
    }
    return sayCalculations(operands.map(encodeEndpoint), words);
  },
} satisfies Command;
