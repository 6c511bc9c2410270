import { anonymiser } from '../formats/anonymise.js';
import { renderAll, type Format } from '../formats/format.js';
import { formats } from '../formats/index.js';
import { safeJson } from '../formats/sanitise.js';
import type { Report } from '../model/report.js';
import type { Transcript } from '../model/transcript.js';
import { styleFor, type StyleFlags } from './colour.js';
import { warn, type OptionSpec } from './command.js';
import { whyNot } from './errno.js';
import { assertWritable, writeWhole } from './files.js';
import { nearest } from './nearest.js';
import { writeOut } from './output.js';
import { UsageError } from './usage-error.js';
import { all, isSet, word, type Words } from './words.js';

const group = 'Output';
const option = (takes: string | null, says: string): OptionSpec => ({ takes, group, says });

/** The options of everything that prints reports. */
export const reportOptions = {
  format: option('FORMAT', `${formats.map(({ id }) => id).join(', ')}; may be repeated (default pretty)`),
  output: option('FILE', 'write the format at the same place in line to FILE instead of standard output'),
  record: option('FILE', 'write the transcript of the check to FILE'),
  quiet: { ...option(null, 'the verdict only, and no progress'), short: 'q' },
  verbose: { ...option(null, 'everything, the wire included'), short: 'v' },
  'no-color': option(null, 'no colour'),
  plain: option(null, 'sentences without drawing, table or colour, for screen readers'),
  anonymise: option(null, 'replace addresses, host names, users and paths, equal by equal, in all that is written'),
} as const satisfies Record<string, OptionSpec>;

/** One text to produce: in which format, and into which file; `null` for standard output. */
export interface Output {
  readonly format: Format;
  readonly file: string | null;
}

/** How the results of a run are said. */
export interface Reporting {
  readonly outputs: readonly Output[];
  readonly record: string | null;
  readonly flags: StyleFlags;
  /** Whether reports and transcripts are made fit to be shown to anyone. */
  readonly anonymise: boolean;
}

async function formatOf(id: string): Promise<Format> {
  const found = formats.find((one) => one.id === id.toLowerCase());
  if (found !== undefined) return (await found.load()).default;
  const known = formats.map((one) => one.id);
  const near = nearest(id, known);
  const mend = near === null ? `choose from ${known.join(', ')}` : `did you mean ${near}?`;
  throw new UsageError(`--format "${id}" is unknown; ${mend}`);
}

/** Pairs `--format` with `--output` in order; a format without a file, or with `-`, goes to standard output. */
export async function outputsOf(ids: readonly string[], files: readonly string[]): Promise<Output[]> {
  const chosen = await Promise.all((ids.length === 0 ? ['pretty'] : ids).map(formatOf));
  if (files.length > chosen.length) {
    throw new UsageError(
      `--output "${files[chosen.length] ?? ''}" has no --format of its own; give one --format for each --output`,
    );
  }
  return chosen.map((format, index) => {
    const file = files[index];
    return { format, file: file === undefined || file === '-' ? null : file };
  });
}

/** How to report, as the options have it. Throws `UsageError` where a file could not be written, before anything is sent. */
export async function reportingOf(words: Words): Promise<Reporting> {
  const flags: StyleFlags = {
    colour: isSet(words, 'no-color') || isSet(words, 'plain') ? false : null,
    quiet: isSet(words, 'quiet'),
    verbose: isSet(words, 'verbose'),
    plain: isSet(words, 'plain'),
  };
  if (flags.quiet && flags.verbose) throw new UsageError('--quiet and --verbose exclude each other; give one of them');
  const outputs = await outputsOf(all(words, 'format'), all(words, 'output'));
  const record = word(words, 'record') ?? null;
  const files = [...outputs.map(({ file }) => file), record].filter((file) => file !== null);
  const twice = files.find((file, at) => files.indexOf(file) !== at);
  if (twice !== undefined) throw new UsageError(`two texts for the file ${twice}; name a file for each`);
  for (const { file } of outputs) if (file !== null) assertWritable('output', file);
  if (record !== null) assertWritable('record', record);
  return { outputs, record, flags, anonymise: isSet(words, 'anonymise') };
}

/** Takes the results of a run and says them in every way asked for. */
export interface Reporter {
  /** The next target's result; said at once where its format needs no other. */
  add(report: Report, transcript: Transcript): Promise<void>;
  /** Says what is left. False where something could not be written as asked. */
  finish(): Promise<boolean>;
}

/** A file that cannot be written after all loses nothing: its text goes to standard output. */
async function write({ format, file }: Output, reports: readonly Report[], flags: StyleFlags): Promise<boolean> {
  const { isTTY, columns } = process.stdout;
  const stream = { isTTY: file === null && isTTY, columns: file === null ? columns : undefined };
  const text = renderAll(format, reports, styleFor(flags, process.env, stream, process.platform));
  if (file === null) {
    await writeOut(text);
    return true;
  }
  try {
    writeWhole(file, text);
    return true;
  } catch (error) {
    warn(`--output: ${file} ${whyNot(error)}; its text follows on standard output`);
    await writeOut(text);
    return false;
  }
}

function keep(file: string, transcript: Transcript): boolean {
  try {
    writeWhole(file, `${safeJson(transcript, 1)}\n`);
    return true;
  } catch (error) {
    warn(`--record: ${file} ${whyNot(error)}; the transcript is not kept (--format json holds it, too)`);
    return false;
  }
}

/** A reporter for one run. */
export function createReporter({ outputs, record, flags, anonymise }: Reporting): Reporter {
  const shown = anonymise ? anonymiser() : <T>(value: T): T => value;
  const reports: Report[] = [];
  const [only, ...others] = outputs;
  const atOnce = only?.file === null && others.length === 0 && only.format.several === undefined;
  let complete = true;
  return {
    async add(given, transcript) {
      const report = shown(given);
      reports.push(report);
      if (record !== null && !keep(record, shown(transcript))) complete = false;
      if (atOnce) await write(only, [report], flags);
    },
    async finish() {
      if (!atOnce && reports.length > 0) {
        for (const output of outputs) if (!(await write(output, reports, flags))) complete = false;
      }
      return complete;
    },
  };
}
