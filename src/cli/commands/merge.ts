import { mergeText } from '../../fleet/merge-text.js';
import { mergeFiles } from '../../fleet/run-merge.js';
import { exitCodeOf } from '../../formats/exit-code.js';
import { safeJson } from '../../formats/sanitise.js';
import { choice } from '../check-options.js';
import { styleFor } from '../colour.js';
import { formatOption, warn, type Command } from '../command.js';
import { writeOut } from '../output.js';
import { UsageError } from '../usage-error.js';
import { isSet } from '../words.js';

export default {
  name: 'merge',
  takes: '<[PLACE=]file...>',
  most: Number.POSITIVE_INFINITY,
  title:
    'Joins NDJSON of several parts or places: the same target seen from two places stands side by side, and where they differ it is said. A file is a place of its own name, unless PLACE= stands before it; files whose names differ in a number only, such as rome-1 and rome-2, are parts of one. Ends with the exit code of the worst verdict.',
  examples: [
    ['ftpdoctor merge rome.ndjson oslo.ndjson', 'two places'],
    ['ftpdoctor merge inside=a.ndjson outside=b.ndjson', 'two places by other names than their files'],
    ['ftpdoctor merge sweep-*.ndjson', 'the parts of a sweep'],
  ],
  options: {
    format: formatOption,
    quiet: { takes: null, short: 'q', group: 'Output', says: 'only what differs, and the counts' },
    'no-color': { takes: null, group: 'Output', says: 'no colour' },
  },
  async run(operands, words) {
    if (operands.length === 0) {
      throw new UsageError('merge needs files; write for example: ftpdoctor merge rome.ndjson oslo.ndjson');
    }
    const json = choice(words, 'format', ['text', 'json'], 'text') === 'json';
    const { merged, incomplete } = await mergeFiles(operands, warn);
    const { isTTY, columns } = process.stdout;
    const flags = { colour: isSet(words, 'no-color') ? false : null, quiet: isSet(words, 'quiet'), verbose: false };
    const style = styleFor(flags, process.env, { isTTY, columns }, process.platform);
    await writeOut(json ? `${safeJson({ schema: 'ftpdoctor.merge/1', ...merged }, 2)}\n` : mergeText(merged, style));
    const verdicts = merged.sights.flatMap(({ views }) => views.map(({ verdict }) => verdict));
    // What a line that cannot be read would have said is not known.
    return exitCodeOf(...verdicts, ...(incomplete ? (['inconclusive'] as const) : []));
  },
} satisfies Command;
