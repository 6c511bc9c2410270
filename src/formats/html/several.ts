import type { Report, Verdict } from '../../model/report.js';
import { worstVerdict } from '../exit-code.js';
import { targetNames } from '../text/target.js';
import { counted, duration } from '../text/words.js';
import { html, type Markup } from './markup.js';
import { answer, body } from './report.js';

const verdicts: readonly Verdict[] = ['broken', 'inconclusive', 'degraded', 'healthy'];

function filters(reports: readonly Report[]): Markup {
  const option = (id: string, count: number, first: boolean): Markup =>
    html`<span
      ><input type="radio" name="show" id="show-${id}" ${first && html` checked`} /><label for="show-${id}"
        >${id} (${count})</label
      ></span
    >`;
  return html`<fieldset class="filters">
    <legend>Show</legend>
    ${option('all', reports.length, true)}${verdicts.map((verdict) =>
      option(verdict, reports.filter((one) => one.verdict === verdict).length, false),
    )}
  </fieldset>`;
}

function index(reports: readonly Report[], names: readonly string[]): Markup {
  return html`<div class="modes scroll" tabindex="0" role="group" aria-label="Targets">
    <table>
      <thead>
        <tr>
          <th scope="col">target</th>
          <th scope="col">verdict</th>
          <th scope="col">in one sentence</th>
          <th scope="col">time</th>
        </tr>
      </thead>
      <tbody>
        ${reports.map(
          (report, at) =>
            html`<tr class="${report.verdict}">
              <th scope="row"><a href="#t${at + 1}">${names[at] ?? ''}</a></th>
              <td><span class="badge">${report.verdict}</span></td>
              <td>${report.headline}</td>
              <td class="num">${duration(report.durationMs)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/**
 * Several targets on one page: an index with counts and filters, then each report, folded up. What a link points to
 * stands within the fold, for browsers unfold that by themselves (HTML, ancestor details revealing algorithm).
 */
export function severalReports(reports: readonly Report[]): { readonly title: string; readonly main: Markup } {
  const names = targetNames(reports);
  const worst = worstVerdict(reports.map(({ verdict }) => verdict));
  const title = `FTP check of ${counted(reports.length, 'target', 'targets')}: ${worst}`;
  const main = html`<header class="top ${worst}">
      <span class="badge">${worst}</span>
      <h1>${title}</h1>
    </header>
    ${filters(reports)}${index(reports, names)}
    ${reports.map(
      (report, at) =>
        html`<details class="target ${report.verdict}">
          <summary>${names[at] ?? ''}: ${report.verdict}</summary>
          <div id="t${at + 1}">
            ${answer(report, html`<p><b>${report.headline}</b></p>`)}${body(report, `t${at + 1}-`)}
          </div>
        </details>`,
    )}`;
  return { title, main };
}
