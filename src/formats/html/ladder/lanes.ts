import type { Report, ReportAttempt } from '../../../model/report.js';
import { pathOf } from '../../text/path.js';
import { whatHappened } from '../../text/words.js';
import type { ReportEvent } from '../../text/wire.js';
import { html, type Markup } from '../markup.js';
import type { Anchors } from '../anchors.js';
import { draw, width, type Lifeline, type Lines } from './draw.js';
import { foldLogin, rowsOf, type Row } from '../../ladder/rows.js';

/** More steps than this of one report are not drawn; its transcript has them all. */
const mostRows = 400;

interface Lane {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly startMs: number;
  readonly attempts: readonly ReportAttempt[];
}

/** The lifelines of a lane. Hosts that the server named stand to its right, since nothing is known of the way there. */
function linesOf(report: Report, rows: readonly Row[]): Lines {
  const { hops } = pathOf(report);
  const nats = hops.filter(({ role }) => role === 'NAT');
  const far = new Map(
    rows.flatMap(({ shape, purpose }) =>
      'far' in shape && shape.far !== null
        ? [[shape.far, purpose === 'data' ? 'named by the server' : 'other address'] as const]
        : [],
    ),
  );
  const shown = [...far].slice(0, 2);
  const right = width - 90;
  const server = shown.length === 0 ? right : right - 130 * shown.length;
  const client = 150;
  const at = (index: number, count: number): number => client + ((server - client) * (index + 1)) / (count + 1);
  return {
    client: { name: 'client', address: report.control.local?.host ?? '?', x: client },
    between: nats.map(({ address }, index): Lifeline => {
      return { name: 'NAT', address: address ?? '?', x: at(index, nats.length) };
    }),
    server: { name: 'server', address: hops.at(-1)?.address ?? report.target.host, x: server },
    named: new Map(
      shown.map(([host, name], index) => [host, { name, address: host, x: right - 130 * (shown.length - 1 - index) }]),
    ),
  };
}

/** Lanes as they stand in the transcript, those with a failure first: they are why the page is read. */
function lanesOf(report: Report): Lane[] {
  const server = report.control.remote?.host ?? null;
  const byLane = new Map<string, ReportEvent[]>();
  for (const event of report.transcript) {
    const lane = byLane.get(event.lane);
    if (lane === undefined) byLane.set(event.lane, [event]);
    else lane.push(event);
  }
  const lanes = [...byLane].map(([name, events]): Lane => {
    const attempts = report.attempts.filter(({ experiment }) => events.some((one) => one.experiment === experiment));
    const startMs = events.reduce((least, one) => Math.min(least, one.startedMs), Number.POSITIVE_INFINITY);
    const rows = rowsOf(events, server);
    // The first connection shows the login; the others do the same again.
    return { name, rows: byLane.keys().next().value === name ? rows : foldLogin(rows), startMs, attempts };
  });
  return lanes.toSorted((a, b) => gravity(b) - gravity(a));
}

function gravity({ rows }: Lane): number {
  return rows.some(isHang) ? 2 : rows.some(({ bad }) => bad) ? 1 : 0;
}

function isHang({ shape }: Row): boolean {
  return shape.kind === 'wait' && shape.hang;
}

function caption({ name, attempts }: Lane): string {
  const outcomes = attempts.map((attempt) => `${attempt.mode}: ${whatHappened(attempt)}`);
  return [name, ...outcomes.slice(0, 3)].join(' · ');
}

/** The ladders of a report, one for each control connection, as figures; empty where nothing was on the wire. */
export function ladders(report: Report, anchors: Anchors): Markup[] {
  let left = mostRows;
  return lanesOf(report).flatMap((lane) => {
    const rows = lane.rows.slice(0, left);
    left -= rows.length;
    if (rows.length === 0) return [];
    const title = caption(lane);
    const more = lane.rows.length - rows.length;
    return [
      html`<figure>
        <figcaption>${title}</figcaption>
        <div class="scroll" tabindex="0" role="group" aria-label="${`Ladder of ${lane.name}`}">
          ${draw(rows, linesOf(report, lane.rows), lane.startMs, anchors.draw, `Ladder: ${title}; the transcript has it as text`)}
        </div>
        ${more > 0 && html`<p>${more} more steps in the transcript.</p>`}
      </figure>`,
    ];
  });
}
