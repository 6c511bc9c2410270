import type { Ora } from 'ora';
import type { Style } from '../formats/format.js';
import type { WireEvent } from '../model/transcript.js';
import { sanitise } from '../formats/sanitise.js';
import { toAscii } from '../formats/text/ascii.js';
import { watchFxp } from './fxp-progress.js';
import { watchIdle, type Watch } from './idle-progress.js';

import { laneName, laneStep } from './lane-step.js';
import { watchTransfer } from './transfer-progress.js';

/** The part of stderr that progress needs. */
export interface ProgressStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

export interface ProgressOptions {
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly style: Pick<Style, 'colour' | 'unicode'>;
  /** Longest rest of the idle ladder that is to come; none unless given. */
  readonly idleMs?: number | null;
  /** How long the transfer to come should last; none unless given. */
  readonly throttleMs?: number | null;
}

/** What the user sees while the check runs. Nothing of it is a result. */
export interface Progress {
  /** A call through the door has ended. */
  event(event: WireEvent): void;
  /** A sentence for the user, in a line of its own, unless quiet was asked for. */
  note(text: string): void;
  /** Takes the spinner away; later events are not shown. */
  stop(): void;
}

/** The steps of all lanes that still work, in the order they began; lanes at the same step share its words. */
export function progressText(lanes: ReadonlyMap<string, string>, finished: number, columns: number): string {
  const byStep = new Map<string, string[]>();
  for (const [lane, step] of lanes) byStep.set(step, [...(byStep.get(step) ?? []), lane]);
  const parts = [...byStep].map(([step, names]) => `${names.join(', ')} ${step}`);
  if (finished > 0) parts.push(`${finished} finished`);
  // Two lines are as much as anyone follows; the spinner itself and a margin take six columns.
  return sanitise(parts.join(' · '), Math.max(10, columns * 2 - 12));
}

/** Live progress: a spinner on a terminal, plain step lines with `verbose`, otherwise nothing. */
export function createProgress(stream: ProgressStream, options: ProgressOptions): Progress {
  const { quiet, verbose, style } = options;
  const now = (): number => performance.now();
  const watches = [
    watchIdle(options.idleMs ?? null, now),
    watchTransfer(options.throttleMs ?? null, now),
    watchFxp(now),
  ];
  const shown = (text: string): string => (style.unicode ? text : toAscii(text));
  const line = (text: string): void => {
    stream.write(`${shown(text)}\n`);
  };
  const note = (text: string): void => {
    if (!quiet) line(sanitise(text, 2000));
  };
  if (quiet) return { event: () => undefined, note, stop: () => undefined };
  const tell = (event: WireEvent): void => {
    for (const watch of watches) {
      const text = watch.heard(event);
      if (text !== null) note(text);
    }
  };
  if (!verbose && stream.isTTY === true) return { note, ...spin(stream, style, shown, watches) };
  const step = verbose ? stepLines(line) : (): void => undefined;
  let stopped = false;
  return {
    event(event) {
      // Connections that are closed without waiting end behind the result.
      if (stopped) return;
      tell(event);
      step(event);
    },
    note,
    stop() {
      stopped = true;
    },
  };
}

/** A line for each step, as long as it is another than the lane's last. */
function stepLines(line: (text: string) => void): Progress['event'] {
  const last = new Map<string, string>();
  return (event) => {
    const step = laneStep(event);
    if (step === null || last.get(event.lane) === step.text) return;
    last.set(event.lane, step.text);
    line(`${(event.finishedMs / 1000).toFixed(3).padStart(8)} ${laneName(event.lane)}: ${step.text}`);
  };
}

/** A line that turns on a terminal. */
export interface Spinner {
  /** Shows the text as it is by now. */
  refresh(): void;
  /** Takes the line away until the next turn, so that something else can be written. */
  clear(): void;
  /** Takes it away for good. */
  stop(): void;
}

/** A spinner on a terminal; nothing is shown where the terminal does not know its width, or cannot turn. */
export function createSpinner(stream: ProgressStream, style: ProgressOptions['style'], text: () => string): Spinner {
  let stopped = false;
  let spinner: Ora | null = null;

  // A terminal may report 0 columns, at once or when resized; ora 9 would then write escape codes without end.
  const measured = (): boolean => stream.columns !== undefined && stream.columns > 0;
  const onResize = (): void => {
    if (!measured()) stop();
  };
  const stop = (): void => {
    stopped = true;
    spinner?.stop();
    stream.removeListener('resize', onResize);
  };
  const start = async (): Promise<void> => {
    // ora takes 40 ms to load, in which the first packets may already be on their way.
    const { default: ora } = await import('ora');
    if (stopped || !measured()) return;
    spinner = ora({
      stream,
      text: text(),
      // Raw mode would take Ctrl-C away from the shell.
      discardStdin: false,
      color: style.colour ? 'cyan' : false,
      spinner: style.unicode ? 'dots' : { interval: 120, frames: ['-', '\\', '|', '/'] },
    });
    // In CI and on dumb terminals ora prints its text instead of turning.
    if (spinner.isEnabled) spinner.start();
    else spinner = null;
  };
  if (measured()) {
    stream.on('resize', onResize);
    void start();
  }
  return {
    refresh() {
      if (spinner !== null) spinner.text = text();
    },
    clear() {
      spinner?.clear();
    },
    stop,
  };
}

function spin(
  stream: ProgressStream,
  style: ProgressOptions['style'],
  shown: (text: string) => string,
  watches: readonly Watch[],
): Pick<Progress, 'event' | 'stop'> {
  const lanes = new Map<string, string>();
  let finished = 0;
  const spinner = createSpinner(stream, style, () =>
    shown(
      [...watches.map((watch) => watch.left()), progressText(lanes, finished, stream.columns ?? 80)]
        .filter((text) => text !== '')
        .join(' · '),
    ),
  );
  let ticking: NodeJS.Timeout | undefined;
  return {
    event(event) {
      for (const watch of watches) watch.heard(event);
      if (watches.some((watch) => watch.left() !== '')) {
        ticking ??= setInterval(() => {
          spinner.refresh();
        }, 1000).unref();
      }
      const step = laneStep(event);
      if (step === null) return;
      const name = laneName(event.lane);
      if (step.done) {
        if (lanes.delete(name)) finished++;
      } else lanes.set(name, step.text);
      spinner.refresh();
    },
    stop() {
      clearInterval(ticking);
      spinner.stop();
    },
  };
}
