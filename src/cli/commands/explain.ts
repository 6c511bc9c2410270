import { exitCodeOf } from '../../formats/exit-code.js';
import { safeJson, sanitise } from '../../formats/sanitise.js';
import { explanationAnonymiser, unnamed } from '../../explain/anonymised.js';
import { blankTranscript } from '../../explain/blank.js';
import { changeLines, compareExplanations } from '../../explain/compare.js';
import { documentOf, explainInputs, overallReport, type Explanation } from '../../explain/explanation.js';
import { openInput, type Input } from '../../explain/input.js';
import type { Report } from '../../model/report.js';
import { unjudged, warn, type Command } from '../command.js';
import { writeOut } from '../output.js';
import { createReporter, reportingOf, reportOptions, type Reporting } from '../reporting.js';
import { UsageError } from '../usage-error.js';
import { isSet } from '../words.js';

type Shown = (explanation: Explanation) => Explanation;

/** Sessions that a format for people shows in full; the worst come first. */
const mostShown = 10;
const machineFormats: readonly string[] = ['json', 'ndjson'];
const mostFiles = 100;

const { format, output, quiet, verbose, 'no-color': noColor, plain, anonymise } = reportOptions;

async function openAll(paths: readonly string[]): Promise<Input[]> {
  const inputs: Input[] = [];
  for (const path of paths) {
    try {
      inputs.push(await openInput(path));
    } catch (error) {
      throw new UsageError(error instanceof Error ? error.message : String(error));
    }
  }
  return inputs;
}

/** What was read, on stderr: the result on stdout is that of the sessions. */
function tell({ sources, sessions }: Explanation, quiet: boolean): void {
  for (const { file, title, side, sessions: count, clues, notJudged, troubles } of sources) {
    for (const trouble of troubles) warn(trouble);
    if (quiet || title === null) continue;
    const dropped = clues === 0 ? '' : `, ${clues} dropped packet${clues === 1 ? '' : 's'}`;
    const skipped = notJudged === 0 ? '' : `, ${notJudged} of them only counted`;
    const text = `${file}: ${title} (${side ?? 'unknown'} side), ${count} session${count === 1 ? '' : 's'}${skipped}${dropped}`;
    process.stderr.write(`${sanitise(text, 500)}\n`);
  }
  if (quiet) return;
  for (const { differences } of sessions) {
    for (const { who, near, far, nearPlace, farPlace } of differences) {
      process.stderr.write(
        `The ${who}'s line differs between the ends:\n  ${near}   (${nearPlace})\n  ${far}   (${farPlace})\n`,
      );
    }
  }
  for (const [index, { notes }] of sessions.slice(0, mostShown).entries()) {
    if (notes.length === 0) continue;
    const which = sessions.length === 1 ? '' : ` of session ${index + 1}`;
    const lines = notes.map(({ text }) => `  - ${sanitise(text, 500)}\n`);
    process.stderr.write(`What the packets${which} show beside the dialogue:\n${lines.join('')}`);
  }
  if (sessions.length > mostShown)
    process.stderr.write(`The ${mostShown} worst of ${sessions.length} kinds of sessions follow.\n`);
}

async function say(explanation: Explanation, reporting: Reporting): Promise<boolean> {
  let complete = true;
  const some = async (wanted: (id: string) => boolean, reports: readonly Report[]): Promise<void> => {
    const outputs = reporting.outputs.filter(({ format }) => wanted(format.id));
    if (outputs.length === 0) return;
    const reporter = createReporter({ ...reporting, record: null, outputs });
    for (const report of reports) {
      // Nothing is recorded here: what was read is there already.
      await reporter.add(report, blankTranscript());
    }
    complete = (await reporter.finish()) && complete;
  };
  const sessions = explanation.sessions.slice(0, mostShown).map(({ report }) => report);
  await some((id) => machineFormats.includes(id), [documentOf(explanation)]);
  await some((id) => !machineFormats.includes(id), sessions.length === 0 ? [overallReport(explanation)] : sessions);
  return complete;
}

async function compare(inputs: readonly Input[], reporting: Reporting, shown: Shown): Promise<number> {
  const [old, fresh, ...more] = inputs;
  if (old === undefined || fresh === undefined || more.length > 0) {
    throw new UsageError('--compare needs two files; write: ftpdoctor explain --compare OLD NEW');
  }
  const before = shown(await explainInputs([old]));
  const after = shown(await explainInputs([fresh]));
  for (const { sources } of [before, after])
    for (const { troubles } of sources) for (const trouble of troubles) warn(trouble);
  if (before.sessions.length === 0 || after.sessions.length === 0) return unjudged;
  const changes = compareExplanations(before, after);
  const json = reporting.outputs.some(({ format }) => machineFormats.includes(format.id));
  const verdicts = { before: before.verdict, after: after.verdict };
  await writeOut(json ? `${safeJson({ ...verdicts, changes }, 2)}\n` : changeLines(changes));
  return exitCodeOf(after.verdict);
}

export default {
  name: 'explain',
  takes: '<file...|->',
  most: mostFiles,
  title:
    'Explains what is already there, without a network: logs of clients, servers and firewalls, captures, saved reports. Several files are matched to each other.',
  examples: [
    ['ftpdoctor explain filezilla.log', 'why the listing hung'],
    ['ftpdoctor explain client.log server.log', 'both ends of one session: what changed on the way'],
    ['ftpdoctor explain --compare monday.json today.json', 'what changed between two saved reports'],
  ],
  options: {
    compare: { takes: null, group: 'Input', says: 'of two files, OLD and NEW, say what changed' },
    format,
    output,
    quiet,
    verbose,
    'no-color': noColor,
    plain,
    anonymise,
  },
  async run(operands, words) {
    if (operands.length === 0) {
      throw new UsageError(
        'explain needs a file, or - for standard input; write for example: ftpdoctor explain client.log',
      );
    }
    if (operands.filter((one) => one === '-').length > 1)
      throw new UsageError('standard input (-) can be read only once');
    const reporting = await reportingOf(words);
    const { anonymise } = reporting;
    const opened = await openAll(operands);
    const inputs = anonymise ? unnamed(opened) : opened;
    const shown: Shown = anonymise ? explanationAnonymiser() : (explanation) => explanation;
    if (isSet(words, 'compare')) return compare(inputs, reporting, shown);
    const explanation = shown(await explainInputs(inputs));
    tell(explanation, reporting.flags.quiet);
    // All of it is anonymous by now.
    const complete = await say(explanation, { ...reporting, anonymise: false });
    return complete ? exitCodeOf(explanation.verdict) : unjudged;
  },
} satisfies Command;
