import { exitCodeOf } from '../../formats/exit-code.js';
import { formats } from '../../formats/index.js';
import type { Network } from '../../model/network.js';
import type { Report } from '../../model/report.js';
import type { Target } from '../../model/target.js';
import type { Transcript } from '../../model/transcript.js';
import { check, type Diagnosis } from '../../diagnose.js';
import { tcpNetwork } from '../../network/tcp.js';
import { assertionsOf, checkOptions, isSet, probeOptionsOf, targetOf, word, type Words } from '../check-options.js';
import { styleFor, type StyleFlags } from '../colour.js';
import { unjudged, warn, type Command } from '../command.js';
import { assertWritable, outputsOf, writeOutputs, writeWhole, type Output } from '../output.js';
import { createProgress } from '../progress.js';
import { onInterrupt } from '../signals.js';
import { UsageError } from '../usage-error.js';

const output = 'How to say it:';

/** The options of everything that prints reports. */
export const reportOptions = {
  format: {
    type: 'string',
    requiresArg: true,
    group: output,
    describe: `${formats.map(({ id }) => id).join(', ')}; may be repeated`,
  },
  output: {
    type: 'string',
    requiresArg: true,
    group: output,
    describe: 'file for the format at the same place in line',
  },
  record: { type: 'string', requiresArg: true, group: output, describe: 'write the transcript to this file' },
  quiet: { type: 'boolean', group: output, describe: 'the verdict only, and no progress' },
  verbose: { type: 'boolean', group: output, describe: 'everything, the wire included' },
  'no-color': { type: 'boolean', group: output, describe: 'no colour' },
} as const;

function all(words: Words, name: string): string[] {
  const value = words[name];
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
}

/** How the results of a run are said, checked before anything is sent. */
export interface Saying {
  readonly outputs: readonly Output[];
  readonly record: string | undefined;
  readonly flags: StyleFlags;
}

export function sayingOf(words: Words): Saying {
  const outputs = outputsOf(all(words, 'format'), all(words, 'output'));
  const record = word(words, 'record');
  for (const { file } of outputs) if (file !== null) assertWritable('output', file);
  if (record !== undefined) assertWritable('record', record);
  const flags: StyleFlags = {
    colour: isSet(words, 'no-color') ? false : null,
    quiet: isSet(words, 'quiet'),
    verbose: isSet(words, 'verbose'),
  };
  if (flags.quiet && flags.verbose) throw new UsageError('--quiet and --verbose exclude each other; give one of them');
  return { outputs, record, flags };
}

/** Checks targets one after another on the network given, and says what came out. Answers with the exit code. */
export async function checkAll(
  targets: readonly Target[],
  words: Words,
  network: (signal: AbortSignal) => Network,
): Promise<number> {
  const saying = sayingOf(words);
  const options = probeOptionsOf(words);
  const assertions = assertionsOf(words);
  const reports: Report[] = [];
  const transcripts: Transcript[] = [];
  const style = styleFor(
    saying.flags,
    process.env,
    { isTTY: process.stderr.isTTY, columns: process.stderr.columns },
    process.platform,
  );
  // An object, because the signal handler changes it behind the compiler's back.
  const state = { interrupted: false };
  for (const target of targets) {
    if (state.interrupted) break;
    const stop = new AbortController();
    const forget = onInterrupt(() => {
      state.interrupted = true;
      stop.abort('interrupted');
    });
    const timer =
      options.deadlineMs === null
        ? undefined
        : setTimeout(() => {
            stop.abort('deadline');
          }, options.deadlineMs);
    const progress = createProgress(process.stderr, {
      quiet: saying.flags.quiet,
      verbose: saying.flags.verbose,
      style,
    });
    try {
      const { report, transcript }: Diagnosis = await check(target, options, assertions, network(stop.signal), {
        signal: stop.signal,
        onEvent: (event) => {
          progress.event(event);
        },
      });
      reports.push(report);
      transcripts.push(transcript);
    } finally {
      clearTimeout(timer);
      forget();
      progress.stop();
    }
  }
  let complete = await writeOutputs(saying.outputs, reports, saying.flags, warn);
  if (saying.record !== undefined) {
    try {
      const [only] = transcripts;
      writeWhole(saying.record, `${JSON.stringify(transcripts.length === 1 ? only : transcripts)}\n`);
    } catch (error) {
      complete = false;
      warn(
        `--record: ${saying.record} could not be written (${error instanceof Error ? error.message : String(error)})`,
      );
    }
  }
  return complete && !state.interrupted ? exitCodeOf(...reports.map(({ verdict }) => verdict)) : unjudged;
}

export default {
  name: 'check',
  takes: '<target...>',
  title: 'diagnose FTP servers: every data mode in one run, and the cause of what fails',
  examples: [
    ['ftpdoctor ftp.example.com', 'every mode, anonymous'],
    ['ftpdoctor check --user joe --password-file pw ftp.example.com:2121', 'with a login, on another port'],
    ['ftpdoctor check --require epsv --format nagios ftp.example.com', 'as a monitoring check'],
  ],
  options: { ...checkOptions, ...reportOptions },
  async run(operands, words) {
    if (operands.length === 0)
      throw new UsageError('check needs a target; write for example: ftpdoctor check ftp.example.com');
    const targets = operands.map((given) => targetOf(given, words, process.env, warn));
    return checkAll(targets, words, (signal) => tcpNetwork({ signal }));
  },
} satisfies Command;
