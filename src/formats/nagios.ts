import type { Report, Verdict } from '../model/report.js';
import type { Format } from './format.js';
import { worstVerdict } from './exit-code.js';
import { sanitise } from './sanitise.js';
import { isListing, targetNames } from './text/target.js';

const states: Readonly<Record<Verdict, string>> = {
  healthy: 'OK',
  degraded: 'WARNING',
  broken: 'CRITICAL',
  inconclusive: 'UNKNOWN',
};

/** `|` begins the performance data, so the text must not have one. */
function text(words: string, cap: number): string {
  return sanitise(words, cap).replaceAll('|', '/');
}

/** Labels are quoted; the guidelines allow neither `'` nor `=` within, and `|` would begin a second set. */
function label(words: string): string {
  return `'${sanitise(words, 200).replace(/['=|]/g, '_')}'`;
}

function perfdata(report: Report, prefix: string): string[] {
  const modes = new Map<string, string>();
  for (const attempt of report.attempts.filter(isListing)) {
    const name = attempt.mode.toLowerCase();
    if (!modes.has(name)) modes.set(name, `${label(prefix + name)}=${attempt.reached === 'completed' ? 1 : 0}`);
  }
  return [`${label(`${prefix}time`)}=${(report.durationMs / 1000).toFixed(3)}s;;;0`, ...modes.values()];
}

/** Nagios reads 8 KiB of a plugin's output; the text takes up to a quarter of it. */
const mostData = 6000;

function line(verdict: Verdict, words: string, data: readonly string[]): string {
  let room = mostData;
  const fitting = data.filter((one) => (room -= one.length + 1) >= 0);
  return `FTPDOCTOR ${states[verdict]} - ${words} | ${fitting.join(' ')}\n`;
}

/** The line where there is no report: wrong options, or a fault of the program itself. */
export function unknownLine(words: string): string {
  return `FTPDOCTOR ${states.inconclusive} - ${text(words, 500)}\n`;
}

/**
 * The one line that Nagios, Icinga and their kin read: state, headline, performance data. Without a transcript or
 * remedies; the exit code carries the state.
 */
const nagios: Format = {
  id: 'nagios',
  title: 'one line with performance data, for Nagios and its kin',
  render: (report) => line(report.verdict, text(report.headline, 500), perfdata(report, '')),
  several(reports) {
    const verdict = worstVerdict(reports.map((report) => report.verdict));
    const names = targetNames(reports);
    const bad = reports.flatMap((report, at) =>
      report.verdict === 'healthy' ? [] : [`${names[at] ?? ''} ${states[report.verdict]}: ${report.headline}`],
    );
    const count = `${reports.length - bad.length} of ${reports.length} targets healthy`;
    return line(
      verdict,
      text([count, ...bad.map((one) => text(one, 200))].join('; '), 1500),
      reports.flatMap((report, at) => perfdata(report, `${sanitise(names[at] ?? '', 60)} `)),
    );
  },
};

export default nagios;
