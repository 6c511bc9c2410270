import type { Style } from '../format.js';
import { sanitise } from '../sanitise.js';
import { toAscii } from '../text/ascii.js';
import { painter, type Paint } from '../text/paint.js';
import { columnsOf, wrap } from '../text/wrap.js';

/** The paper a report is set on: how wide, how coloured, and how foreign text gets onto it. */
export interface Page {
  readonly width: number;
  readonly unicode: boolean;
  /** No drawing and no table: sentences, for screen readers. */
  readonly plain: boolean;
  readonly paint: Paint;
  /** Any text of a report, fit to be shown on one line. Everything printed goes through here, once. */
  clean(text: string, cap?: number): string;
  /** A paragraph: `lead` (already painted) before its first line, all lines `indent` columns in. */
  paragraph(
    text: string,
    options?: { readonly indent?: number; readonly lead?: string; readonly paint?: (text: string) => string },
  ): string[];
}

/** More of one sentence than this is no longer read. */
const longest = 2000;

const narrowest = 40;
const widest = 140;

/** A page in a style. Widths no report can be read in are brought to those it can. */
export function pageOf(style: Style): Page {
  const width = Math.max(narrowest, Math.min(widest, Math.floor(style.width) || 80));
  const clean = (text: string, cap = longest): string => {
    const safe = sanitise(text, cap);
    return style.unicode ? safe : toAscii(safe);
  };
  return {
    width,
    unicode: style.unicode,
    plain: style.plain === true,
    paint: painter(style.colour),
    clean,
    paragraph(text, { indent = 0, lead = '', paint = (line: string) => line } = {}) {
      const hang = ' '.repeat(indent);
      return wrap(clean(text), width - indent).map((line, at) => (at === 0 && lead !== '' ? lead : hang) + paint(line));
    },
  };
}

/** A painted lead of exactly `columns` columns, for `paragraph`. */
export function leadOf(text: string, columns: number, paint: (text: string) => string = (plain) => plain): string {
  return paint(text) + ' '.repeat(Math.max(0, columns - columnsOf(text)));
}
