import { columnsOf } from '../../text/wrap.js';
import { sanitise } from '../../sanitise.js';
import { html, type Markup } from '../markup.js';
import type { Row } from '../../ladder/rows.js';

/** A lifeline: whose it is, and where it stands. */
export interface Lifeline {
  readonly name: string;
  readonly address: string;
  /** Host that SYNs elsewhere are drawn to; `null` for the stations between the ends. */
  readonly x: number;
}

/** The lifelines of a ladder from left to right: ours first; then stations, the server, and hosts it named. */
export interface Lines {
  readonly client: Lifeline;
  readonly between: readonly Lifeline[];
  readonly server: Lifeline;
  readonly named: ReadonlyMap<string, Lifeline>;
}

/** Width of the drawing in its own units; text in it is 12 units high. */
export const width = 960;
const head = 54;
const step = 36;
/** Letters of the label that fit between two lifelines, at 7.3 units a letter. */
const letter = 7.3;

function heightOf({ shape }: Row): number {
  if (shape.kind !== 'wait') return step;
  // The longer the silence, the more of the page is silent; without a limit a minute would fill it.
  return step + Math.min(90, Math.round(18 * Math.log2(1 + shape.ms / 1000)));
}

function fitted(text: string, room: number): string {
  const most = Math.max(12, Math.floor(room / letter));
  const safe = sanitise(text, 300);
  return columnsOf(safe) <= most
    ? safe
    : `${Array.from(safe)
        .slice(0, most - 1)
        .join('')}…`;
}

function cross(x: number, y: number): Markup {
  return html`<path class="x" d="M${x - 6} ${y - 6}l12 12m0 -12l-12 12" />`;
}

function arrowHead(x: number, y: number, right: boolean): Markup {
  return html`<path class="h" d="M${x} ${y}l${right ? -9 : 9} -5v10z" />`;
}

function text(x: number, y: number, label: string, room: number, anchor = 'start'): Markup {
  return html`<text x="${x}" y="${y}" text-anchor="${anchor}">${fitted(label, room)}</text>`;
}

function wait(row: Row, y: number, height: number, lines: Lines): Markup {
  const [left, right] = [lines.client.x, lines.server.x];
  const middle = (left + right) / 2;
  const bottom = y + height - 12;
  return html`<rect class="gap" x="${left + 1}" y="${y - 14}" width="${right - left - 2}" height="${height - 6}" />
    <path class="zig" d="M${left} ${y - 14}V${bottom}" />
    ${text(middle, y - 14 + height / 2, row.label, right - left - 20, 'middle')}`;
}

function step1(row: Row, y: number, lines: Lines): Markup {
  const { shape } = row;
  const left = lines.client.x;
  if (shape.kind === 'wait' || shape.kind === 'remark')
    return html`<circle
        class="dot"
        cx="${left}"
        cy="${y}"
        r="4"
      />${text(left + 12, y + 4, row.label, width - left - 30)}`;
  const end = (shape.far === null ? undefined : lines.named.get(shape.far))?.x ?? lines.server.x;
  const label = html`${text(left + 12, y - 6, row.label, end - left - 24)}${
    row.decoded !== null && html`<g class="dec">${text(left + 12, y + 14, `= ${row.decoded}`, end - left - 24)}</g>`
  }`;
  if (shape.kind === 'lost') {
    const stop = left + (end - left) * 0.62;
    return html`${label}<path class="l" d="M${left} ${y}H${stop - 8}" />${cross(stop, y)}
      <path class="never" d="M${stop + 10} ${y}H${end}" />`;
  }
  if (shape.kind !== 'arrow')
    return html`${label}<path class="l" d="M${left} ${y}H${end - 12}" />${cross(end - 6, y)}
      <path class="l back" d="M${end - 12} ${y + 7}H${left}" />${arrowHead(left, y + 7, false)}`;
  return html`${label}<path class="l" d="M${left} ${y}H${end}" />
    ${shape.outward ? arrowHead(end, y, true) : arrowHead(left, y, false)}`;
}

function lifeline({ name, address, x }: Lifeline, kind: string, bottom: number): Markup {
  return html`<text class="who" x="${x}" y="18" text-anchor="middle">${sanitise(name, 40)}</text>
    <text class="at" x="${x}" y="34" text-anchor="middle">${sanitise(address, 45)}</text>
    <path class="${kind}" d="M${x} 40V${bottom}" />`;
}

/** One ladder: time downwards, a step for each thing said, a gap as tall as a silence was long. */
export function draw(
  rows: readonly Row[],
  lines: Lines,
  startMs: number,
  anchor: (row: Row) => string,
  name: string,
): Markup {
  let y = head + 20;
  const drawn = rows.map((row) => {
    const height = heightOf(row);
    const at = y;
    y += height;
    const classes = `${row.purpose === 'data' ? 'data' : 'ctl'}${row.bad ? ' bad' : ''}`;
    return html`<g class="${classes}" id="${anchor(row)}"
      ><rect class="hit" x="0" y="${at - 20}" width="${width}" height="${height}" /><text class="t" x="4" y="${at}"
        >${`${((row.atMs - startMs) / 1000).toFixed(3)} s`}</text
      >${row.shape.kind === 'wait' ? wait(row, at, height, lines) : step1(row, at, lines)}</g
    >`;
  });
  const bottom = y - 8;
  return html`<svg viewBox="0 0 ${width} ${y + 4}" role="img" aria-label="${name}">
    ${lifeline(lines.client, 'life', bottom)}${lines.between.map((one) => lifeline(one, 'life nat', bottom))}
    ${lifeline(lines.server, 'life', bottom)}${[...lines.named.values()].map((one) => lifeline(one, 'life far', bottom))}
    ${drawn}
  </svg>`;
}
