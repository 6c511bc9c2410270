import type { Report } from '../../model/report.js';
import type { Paint } from './paint.js';
import { toAscii } from './ascii.js';
import { sanitise } from '../sanitise.js';
import { wireLines, type ReportEvent, type WireLine } from './wire.js';

const colours = { '>': 'cyan', '<': 'green', '*': 'dim', '!': 'red' } as const;

/** Data sockets are numbered, for a lane may have several; the control connection goes without. */
function socketOf(event: ReportEvent): string {
  return event.purpose === 'data' ? `[${event.socket}] ` : '';
}

function tookOf(event: ReportEvent, line: WireLine): string {
  const took = (event.finishedMs - event.startedMs) / 1000;
  return line.direction === '!' && took >= 0.1 ? ` (after ${took.toFixed(3)} s)` : '';
}

/**
 * The wire as lines to read, lane by lane and in the order of time within: seconds since the start, direction, text.
 * Sent lines bear the time they left, all others the time they were complete.
 */
export function transcriptLines(report: Report, unicode: boolean, paint: Paint): string[] {
  const lanes = new Map<string, ReportEvent[]>();
  for (const event of report.transcript) {
    const lane = lanes.get(event.lane);
    if (lane === undefined) lanes.set(event.lane, [event]);
    else lane.push(event);
  }
  const clean = (text: string): string => (unicode ? text : toAscii(text));
  return [...lanes].flatMap(([lane, events], index) => [
    ...(index === 0 ? [] : ['']),
    paint('bold', `== ${clean(sanitise(lane, 60))}`),
    ...events.flatMap((event) =>
      wireLines(event).flatMap((line) => {
        const at = (line.direction === '>' ? event.startedMs : event.finishedMs) / 1000;
        const head = `${at.toFixed(3).padStart(9)} `;
        const text = clean(`${socketOf(event)}${line.text}${tookOf(event, line)}`);
        return [
          head + paint(colours[line.direction], `${line.direction} ${text}`),
          ...(line.decoded === null ? [] : [' '.repeat(head.length) + paint('dim', `  = ${line.decoded}`)]),
        ];
      }),
    ),
  ]);
}
