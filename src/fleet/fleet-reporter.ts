import { styleFor } from '../cli/colour.js';
import { writeWhole } from '../cli/files.js';
import { writeOut } from '../cli/output.js';
import type { Output, Reporting } from '../cli/reporting.js';
import { anonymiser } from '../formats/anonymise.js';
import { renderAll, type Style } from '../formats/format.js';
import type { Report } from '../model/report.js';
import type { Tail } from './report-lines.js';
import { createSink, fileStore, rescueStore, streamStore, type Sink, type Store } from './sink.js';
import { summary } from './summary.js';

/** Takes the results of a sweep and says them in every way asked for, as soon as it can. */
export interface FleetReporter {
  /** Begins the files that results are added to, so that they are there even where no result comes. */
  begin(): Promise<void>;
  /** The result of the target at this place of the sweep. False where nobody reads them any more. */
  add(at: number, report: Report): Promise<boolean>;
  /** Whether an output asked for is to show results of an earlier run, too: all but NDJSON, which goes on where it ended. */
  readonly showsEarlier: boolean;
  /** A result of an earlier run, before `begin`. */
  addEarlier(at: number, report: Report): Promise<void>;
  /** Says what is left. False where something is not where it was meant to be. */
  finish(): Promise<boolean>;
}

export interface FleetReporting extends Reporting {
  /** The file of `--resume` and how it ends: where results go there, it is continued. */
  readonly resumed: { readonly file: string; readonly tail: Tail } | null;
  readonly warn: (text: string) => void;
}

/** Joined formats that show neither transcripts nor what was ruled out: for them results are kept without. */
const brief: readonly string[] = ['pretty', 'junit', 'nagios', 'prometheus'];

/** A result without what only a page of its own shows, so that thousands fit in memory. */
function slim(report: Report): Report {
  return { ...report, transcript: [], ruledOut: [], undetermined: [] };
}

/** Formats that put all targets into one text; of the others each result is written as it comes. */
function joins({ format }: Output, { verbose }: Reporting['flags']): boolean {
  if (format.id === 'pretty') return !verbose;
  return format.several !== undefined && format.id !== 'markdown';
}

function stores({ file }: Output, { resumed }: FleetReporting): Store[] {
  const others = [
    streamStore('standard output', process.stdout),
    rescueStore(),
    streamStore('standard error', process.stderr),
  ];
  if (file === null) return others;
  const same = resumed?.file === file ? resumed.tail : null;
  // 'a' creates the file where it is not there, and leaves alone what is.
  const own = fileStore(
    `--output: ${file}`,
    file,
    same === null ? 'w' : 'a',
    same?.open === 'torn' ? same.length : null,
  );
  return [own, ...others];
}

function styleOf({ file }: Output, { flags }: Reporting): Style {
  const { isTTY, columns } = process.stdout;
  const stream = { isTTY: file === null && isTTY, columns: file === null ? columns : undefined };
  return styleFor(flags, process.env, stream, process.platform);
}

interface Stream {
  readonly output: Output;
  readonly sink: Sink;
  lead: string;
}

/** A reporter for one sweep. */
export function createFleetReporter(reporting: FleetReporting): FleetReporter {
  const { outputs, flags, resumed } = reporting;
  const shown = reporting.anonymise ? anonymiser() : <T>(value: T): T => value;
  const joined = outputs.filter((output) => joins(output, flags));
  const streams = outputs
    .filter((output) => !joins(output, flags))
    .map((output): Stream => {
      const continued = output.file !== null && resumed?.file === output.file && resumed.tail.open === 'result';
      return { output, sink: createSink(stores(output, reporting), reporting.warn), lead: continued ? '\n' : '' };
    });
  const kept = new Map<number, Report>();
  const whole = joined.some(({ format }) => !brief.includes(format.id));

  async function say(output: Output, reports: readonly Report[]): Promise<boolean> {
    const style = styleOf(output, reporting);
    const text = output.format.id === 'pretty' ? summary(reports, style) : renderAll(output.format, reports, style);
    if (output.file === null && output.format.id === 'pretty') {
      await writeOut(text);
      return true;
    }
    if (output.file !== null) {
      try {
        writeWhole(output.file, text);
        return true;
      } catch {
        // The sink finds the same fault, names it, and goes on.
      }
    }
    const sink = createSink(stores(output, reporting), reporting.warn);
    await sink.write(text);
    sink.close();
    return sink.complete;
  }

  async function put(at: number, given: Report, to: readonly Stream[]): Promise<boolean> {
    const report = shown(given);
    let read = true;
    for (const stream of to) {
      const text = stream.lead + stream.output.format.render(report, styleOf(stream.output, reporting));
      stream.lead = stream.output.format.id === 'markdown' || stream.output.format.id === 'pretty' ? '\n' : '';
      if (!(await stream.sink.write(text))) read = false;
    }
    if (joined.length > 0) kept.set(at, whole ? report : slim(report));
    return read;
  }
  const showing = streams.filter(({ output }) => output.format.id !== 'ndjson');

  return {
    showsEarlier: joined.length + showing.length > 0,
    async addEarlier(at, report) {
      await put(at, report, showing);
    },
    async begin() {
      for (const { output, sink } of streams) if (output.file !== null) await sink.write('');
    },
    add: (at, report) => put(at, report, streams),
    async finish() {
      let complete = streams.every(({ sink }) => sink.complete);
      for (const { sink } of streams) sink.close();
      const reports = [...kept].sort(([a], [b]) => a - b).map(([, report]) => report);
      for (const output of reports.length === 0 ? [] : joined) {
        if (!(await say(output, reports))) complete = false;
      }
      return complete;
    },
  };
}
