import Table from 'cli-table3';
import { columnsOf, wrap } from '../text/wrap.js';
import type { Page } from './page.js';

export interface Column {
  readonly head: string;
  /** Most columns its cells may take before they are wrapped; the last column takes what is left. */
  readonly most: number;
}

export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/** `top`, `bottom`, the sides and the crossings of a table, where a reader sees ASCII only. */
const ascii = {
  top: '-',
  'top-mid': '+',
  'top-left': '+',
  'top-right': '+',
  bottom: '-',
  'bottom-mid': '+',
  'bottom-left': '+',
  'bottom-right': '+',
  left: '|',
  'left-mid': '+',
  mid: '-',
  'mid-mid': '+',
  right: '|',
  'right-mid': '+',
  middle: '|',
} as const;

/** Columns left for the last cell of each row, borders and padding taken off. */
export function roomForLast(page: Page, columns: readonly Column[], rows: readonly (readonly Cell[])[]): number {
  const fixed = columns.slice(0, -1).map((column, at) => naturalWidth(column, rows, at));
  return page.width - fixed.reduce((sum, one) => sum + one, 0) - 3 * columns.length - 1;
}

function naturalWidth(column: Column, rows: readonly (readonly Cell[])[], at: number): number {
  const cells = rows.map((row) => columnsOf(row[at]?.text ?? ''));
  return Math.min(column.most, Math.max(columnsOf(column.head), ...cells));
}

/**
 * A table no wider than the page. Cells hold sanitised text and are wrapped here, for the table library cuts words that
 * do not fit; it is told to paint nothing, since it would do so for any stream.
 */
export function tableLines(page: Page, columns: readonly Column[], rows: readonly (readonly Cell[])[]): string[] {
  const last = roomForLast(page, columns, rows);
  const widths = columns.map((column, at) => (at === columns.length - 1 ? last : naturalWidth(column, rows, at)));
  const set = ({ text, paint = (line) => line }: Cell, at: number): string[] =>
    wrap(text, widths[at] ?? last).map((line) => paint(line));
  const cells = rows.map((row) => row.map(set));
  const table = new Table({
    head: columns.map(({ head }) => page.paint('bold', head)),
    // Lines between rows help where a row takes more than a line or two.
    style: { head: [], border: [], compact: cells.flat().every((lines) => lines.length <= 2) },
    ...(page.unicode ? {} : { chars: ascii, truncate: '...' }),
  });
  for (const row of cells) table.push(row.map((lines) => lines.join('\n')));
  return table.toString().split('\n');
}
