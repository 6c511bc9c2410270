import type { Report, ReportAttempt } from '../../model/report.js';
import { formatEndpoint } from '../../protocol/address.js';
import { factsOf, portRemarks, portsText } from '../text/facts.js';
import { isListing } from '../text/target.js';
import { duration, whatHappened } from '../text/words.js';
import { html, type Markup } from './markup.js';

/** Who was asked over which connection; what could not be learnt is left out. */
export function factList(report: Report): Markup {
  const ports = [portsText(report), ...portRemarks(report, true)].filter((text) => text !== null);
  const facts = [...factsOf(report), ...(ports.length === 0 ? [] : [{ name: 'Passive ports', text: ports.join(' ') }])];
  return html`<dl>
    ${facts.map(
      ({ name, text }) =>
        html`<dt>${name}</dt>
          <dd>${text}</dd>`,
    )}
  </dl>`;
}

function cell(name: string, value: string, kind = ''): Markup {
  return html`<td class="${kind}" data-of="${name}: ">${value}</td>`;
}

function usedText({ advertised, used }: ReportAttempt): string {
  if (used === null) return '';
  const text = formatEndpoint(used);
  return advertised !== null && formatEndpoint(advertised) === text ? 'the same' : text;
}

function row(attempt: ReportAttempt): Markup {
  const good = attempt.reached === 'completed';
  return html`<tr>
    <th scope="row">
      ${attempt.mode}${attempt.encrypted && ' over TLS'}${!isListing(attempt) && ` (${attempt.experiment})`}
    </th>
    ${cell('advertised', attempt.advertised === null ? '' : formatEndpoint(attempt.advertised))}
    ${cell('used', usedText(attempt))} ${cell('reached', attempt.reached)}
    <td class="${good ? 'what ok' : 'what no'}">${good ? '✓ ' : '✕ '}${whatHappened(attempt)}</td>
    ${cell('time', duration(attempt.durationMs), 'num')}
  </tr>`;
}

/** The four listings and the follow-ups: address named, address used, how far it came, what happened, time. */
export function modeMatrix({ attempts }: Report): Markup {
  if (attempts.length === 0) return html`<p>There is no data connection to tell of.</p>`;
  const ordered = attempts.toSorted((a, b) => Number(isListing(b)) - Number(isListing(a)));
  const heads = ['mode', 'advertised', 'used', 'reached', 'what happened', 'time'];
  return html`<div class="modes scroll" tabindex="0" role="group" aria-label="Modes">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${ordered.map(row)}
      </tbody>
    </table>
  </div>`;
}

/** Whether what was demanded of the target held. */
export function assertionList({ assertions }: Report): Markup | false {
  return (
    assertions.length > 0 &&
    html`<ul>
      ${assertions.map(
        ({ name, passed, detail }) =>
          html`<li><span class="${passed ? 'ok' : 'no'}">${passed ? 'held' : 'failed'}</span> ${name}: ${detail}</li>`,
      )}
    </ul>`
  );
}
