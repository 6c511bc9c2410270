import type { Report } from '../../model/report.js';
import { counted, purposeOf } from '../text/words.js';
import { wireLines } from '../text/wire.js';
import type { Anchors } from './anchors.js';
import { html, linesOf, type Markup } from './markup.js';

/** What to use today, what would tell more, and how common clients fare. */
export function advice({ advice: { modes, nextExperiment, clients } }: Report): Markup | false {
  if (modes.length === 0 && nextExperiment === null && clients.length === 0) return false;
  return html`<h2>What to use, what to try next</h2>
    ${modes.length > 0 && html`<p>Use today: <b>${modes.join(', then ')}</b>.</p>`}
    ${
      nextExperiment !== null &&
      html`<p>${purposeOf(nextExperiment)}</p>
        <pre class="copy" tabindex="0" role="group" aria-label="Next experiment">
${linesOf(nextExperiment.command)}</pre>`
    }
    ${
      clients.length > 0 &&
      html`<ul>
        ${clients.map(({ client, outcome }) => html`<li>${client}: ${outcome}</li>`)}
      </ul>`
    }`;
}

function reasons(title: string, items: Report['ruledOut']): Markup | false {
  return (
    items.length > 0 &&
    html`<details>
      <summary>${title} (${items.length})</summary>
      <dl>
        ${items.map(
          ({ id, because }) =>
            html`<dt><code>${id}</code></dt>
              <dd>${because}</dd>`,
        )}
      </dl>
    </details>`
  );
}

/** What else was thought of, with the reasons, and what was not run. */
export function considered(report: Report): Markup | false {
  const idle = report.experiments.filter(({ status }) => status !== 'ran');
  if (report.ruledOut.length + report.undetermined.length + idle.length === 0) return false;
  return html`<h2>What else was considered</h2>
    ${reasons('Undetermined', report.undetermined)}${reasons('Ruled out', report.ruledOut)}${reasons(
      'Not run',
      idle.map(({ experiment, status, detail }) => ({
        id: experiment,
        because: detail === '' ? status : `${status}: ${detail}`,
      })),
    )}`;
}

const classes = { '>': 'line sent', '<': 'line', '*': 'line soft', '!': 'line fail' } as const;

/** Every network event as text, in the order of the transcript: what the ladders say to those who cannot see them. */
export function transcript({ transcript: events }: Report, anchors: Anchors): Markup | false {
  if (events.length === 0) return false;
  return html`<h2>Transcript</h2>
    <details id="${anchors.part('transcript')}">
      <summary>${counted(events.length, 'network event', 'network events')}</summary>
      <pre class="log" tabindex="0" role="group" aria-label="Transcript">
${events.map((event) =>
          wireLines(event).map(({ direction, text }, at) => {
            const ms = direction === '>' ? event.startedMs : event.finishedMs;
            const head = `${(ms / 1000).toFixed(3).padStart(8)} ${event.lane}${event.purpose === 'data' ? ' data' : ''}`;
            const id = at === 0 && html` id="${anchors.line(event.seq)}"`;
            return html`<span class="${classes[direction]}" ${id}>${head} ${direction} ${text}</span>`;
          }),
        )}</pre>
    </details>`;
}
