import { breakText, hasPath, hopName, pathOf, type Hop, type PathPicture } from '../text/path.js';
import type { Report } from '../../model/report.js';
import { html, type Markup } from './markup.js';

function cross(x: number, y: number): Markup {
  return html`<path class="x" d="M${x - 7} ${y - 7}l14 14m0 -14l-14 14" />`;
}

function box(hop: Hop, x: number, y: number, wide: number): Markup {
  if (hop.role === 'way') return html``;
  return html`<rect class="box" x="${x}" y="${y}" width="${wide}" height="46" rx="7" />
    <text class="who" x="${x + wide / 2}" y="${y + 19}" text-anchor="middle">${hop.role}</text>
    <text x="${x + wide / 2}" y="${y + 36}" text-anchor="middle">${hop.address ?? '?'}</text>`;
}

/** Whether nobody can say on which leg it broke, so that the way itself bears the mark. */
function marksOf({ breaks }: PathPicture): { cut: ReadonlySet<number | null>; sign: string } {
  const onWay = breaks.find(({ after }) => after === null);
  return { cut: new Set(breaks.map(({ after }) => after)), sign: onWay?.finding.party === 'path' ? '✕' : '?' };
}

function leg(picture: PathPicture, at: number, from: number, to: number, across: boolean): Markup {
  const { cut } = marksOf(picture);
  const [a, b] = [picture.hops[at], picture.hops[at + 1]];
  const far = a?.role === 'way' || b?.role === 'way';
  const line = across ? `M${from} 33H${to}` : `M110 ${from}V${to}`;
  const middle = (from + to) / 2;
  const broken = cut.has(at);
  return html`<path class="leg${broken ? ' cut' : far ? ' way' : ''}" d="${line}" />${
      broken && (across ? cross(middle, 33) : cross(110, middle))
    }`;
}

/** The stations side by side or, for narrow screens, one below the other. */
function drawing(picture: PathPicture, across: boolean, label: string): Markup {
  const { cut, sign } = marksOf(picture);
  const { hops } = picture;
  const widths = hops.map((hop) => (hop.role === 'way' ? 36 : Math.max(96, hopName(hop).length * 7 + 14)));
  const gap = 58;
  let edge = 2;
  const starts = hops.map((hop, at) => {
    const here = edge;
    edge += (across ? (widths[at] ?? 0) : hop.role === 'way' ? 24 : 46) + (across ? gap : 34);
    return here;
  });
  const end = edge - (across ? gap : 34);
  const size = (at: number): number => (across ? (widths[at] ?? 0) : hops[at]?.role === 'way' ? 24 : 46);
  const unsure = (at: number): Markup => {
    const middle = (starts[at] ?? 0) + size(at) / 2;
    const [x, y] = across ? [middle, 39] : [110, middle + 6];
    return cut.has(null)
      ? html`<text class="unsure" x="${x}" y="${y}" text-anchor="middle">${sign}</text>`
      : html`<text x="${x}" y="${y - 2}" text-anchor="middle">...</text>`;
  };
  const body = hops.map((hop, at) => {
    const start = starts[at] ?? 0;
    const next = starts[at + 1];
    return html`${next !== undefined && leg(picture, at, start + size(at), next, across)}${
      hop.role === 'way' ? unsure(at) : across ? box(hop, start, 10, widths[at] ?? 0) : box(hop, 10, start, 200)
    }`;
  });
  const view = across ? `0 0 ${Math.max(end + 2, 640)} 66` : `0 0 220 ${end + 2}`;
  return html`<svg class="${across ? 'wide' : 'tall'}" viewBox="${view}" role="img" aria-label="${label}">
    ${body}
  </svg>`;
}

/** The path as a picture, wide and tall, with what is broken below it in words. */
export function pathSection(report: Report): Markup | false {
  if (!hasPath(report)) return false;
  const picture = pathOf(report);
  const stations = picture.hops.map(hopName).join(', ');
  return html`<div class="path">
    ${drawing(picture, true, `The path: ${stations}`)}${drawing(picture, false, `The path: ${stations}`)}
    ${
      picture.breaks.length > 0 &&
      html`<ul>
        ${picture.breaks.map((one) => html`<li>${breakText(picture, one)}</li>`)}
      </ul>`
    }
  </div>`;
}
