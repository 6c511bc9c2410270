import { loadFleet } from '../../fleet/load.js';
import { crowdOptions, usualDeadlineMs } from '../../fleet/options.js';
import { crowdWithin } from '../../fleet/run.js';
import { runWatch } from '../../fleet/run-watch.js';
import type { Rhythm } from '../../fleet/rounds.js';
import { tcpNetwork } from '../../network/tcp.js';
import { checkOptions, choice } from '../check-options.js';
import { formatOption, warn, type Command, type OptionSpec } from '../command.js';
import { assertWritable } from '../files.js';
import { UsageError } from '../usage-error.js';
import { duration, wholeNumber } from '../values.js';
import { isSet, word, type Words } from '../words.js';

const option = (takes: string | null, says: string): OptionSpec => ({ takes, group: 'Watching', says });

function jitterOf(words: Words): number {
  const given = word(words, 'jitter') ?? '10%';
  const percent = /^\d{1,3}(?:\.\d{1,3})?%?$/.test(given) ? Number(given.replace('%', '')) : Number.NaN;
  if (percent <= 100) return percent / 100;
  throw new UsageError(`--jitter "${given}" is not a share of the interval; write a percentage from 0% to 100%`);
}

function rhythmOf(words: Words): Rhythm {
  const count = word(words, 'count');
  return {
    intervalMs: duration('interval', word(words, 'interval') ?? '60s'),
    jitter: jitterOf(words),
    count: count === undefined ? null : wholeNumber('count', count, 1, 999_999_999),
  };
}

export default {
  name: 'watch',
  takes: '<target...>',
  most: Number.POSITIVE_INFINITY,
  title:
    'Checks again and again, and prints a line when the verdict of a target changes; the first is a change from unknown. Ends with the exit code of the worst last verdict.',
  examples: [
    ['ftpdoctor watch --interval 5m ftp.example.com', 'until Ctrl-C'],
    [
      'ftpdoctor watch --exec \'mail -s "FTP is $FTPDOCTOR_TO" ops\' HOST',
      'the report on the standard input of a command',
    ],
    ['ftpdoctor watch --targets servers.yml --history results.ndjson', 'many servers, every result kept'],
  ],
  options: {
    interval: option('TIME', 'from the beginning of one round to that of the next (default 60s)'),
    jitter: option('PERCENT', 'how much longer or shorter each interval is, at random (default 10%)'),
    count: option('N', 'number of rounds (default without end)'),
    exec: option(
      'COMMAND',
      'shell command for each change: the report as JSON on its standard input; FTPDOCTOR_TARGET, _FROM and _TO in its environment, and no variable that holds a password; ended after a minute, or an interval if that is longer',
    ),
    history: option('FILE', 'add every result to FILE as NDJSON; the transcript only where the verdict changed'),
    format: formatOption,
    quiet: { ...option(null, 'no hints on standard error'), short: 'q' },
    ...crowdOptions,
    ...checkOptions,
  },
  async run(operands, words) {
    const rhythm = rhythmOf(words);
    const json = choice(words, 'format', ['text', 'json'], 'text') === 'json';
    const history = word(words, 'history') ?? null;
    if (history !== null) assertWritable('history', history);
    const hint = (text: string): void => {
      if (!isSet(words, 'quiet')) warn(text);
    };
    const crowd = crowdWithin(words, hint);
    const items = await loadFleet(operands, words, {
      env: process.env,
      deadlineMs: usualDeadlineMs,
      warn: hint,
      say: warn,
    });
    const exec = word(words, 'exec') ?? null;
    return runWatch(items, {
      ...{ rhythm, crowd, exec, history, json, warn },
      network: (signal) => tcpNetwork({ signal }),
    });
  },
} satisfies Command;
