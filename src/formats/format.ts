import type { Report } from '../model/report.js';

/** How a text may look. Values only: whoever calls a format has looked at the stream and the environment. */
export interface Style {
  /** Columns to fill; prose is wrapped to it, snippets and commands never are. */
  readonly width: number;
  readonly colour: boolean;
  /** Whether the reader sees more than ASCII. */
  readonly unicode: boolean;
  /** Only the verdict, in one line (`pretty`). */
  readonly quiet: boolean;
  /** Everything, transcript included (`pretty`). */
  readonly verbose: boolean;
  /** No drawing and no table: sentences in order, for screen readers (`pretty`). */
  readonly plain?: boolean;
}

/** One way to say a report to someone. It adds no facts, ends its text with a newline and has no other effect. */
export interface Format {
  /** The word after `--format`, equal to the file name. */
  readonly id: string;
  /** For whom it is, as a noun phrase for help texts. */
  readonly title: string;
  render(report: Report, style: Style): string;
  /** Several targets in one text, for formats where that is more than one text after the other. */
  several?(reports: readonly Report[], style: Style): string;
}

/** Several targets in one text, by whichever way the format has. */
export function renderAll(format: Format, reports: readonly Report[], style: Style): string {
  const [only] = reports;
  if (reports.length === 1 && only !== undefined) return format.render(only, style);
  if (format.several !== undefined) return format.several(reports, style);
  return reports.map((report) => format.render(report, style)).join('');
}
