import type { Report } from '../../model/report.js';
import { targetUrl } from '../text/target.js';
import { duration } from '../text/words.js';
import { anchorsOf } from './anchors.js';
import { advice, considered, transcript } from './closing.js';
import { assertionList, factList, modeMatrix } from './facts.js';
import { findings, notes } from './findings.js';
import { ladders } from './ladder/lanes.js';
import { html, type Markup } from './markup.js';
import { twoEndsSection } from './two-ends.js';
import { pathSection } from './path.js';

const key = html`<ul class="key">
  <li><b class="k1">──▶</b> control connection</li>
  <li><b class="k2">━━▶</b> data connection</li>
  <li><b class="k3">✕</b> lost, refused or failed</li>
  <li><b class="k3">┇</b> shaded: silence, as long as it is tall</li>
</ul>`;

/** The verdict, and the answer in one sentence; `level` is that of its heading. */
export function answer(report: Report, title: Markup): Markup {
  return html`<header class="top ${report.verdict}">
    <span class="badge">${report.verdict}</span>
    ${title}
    <p class="soft">${targetUrl(report)}, checked ${report.startedAt} in ${duration(report.durationMs)}</p>
    ${report.cutShort !== null && html`<p>The check was cut short (${report.cutShort}); this is what was known by then.</p>`}
  </header>`;
}

/** Everything below the answer. `prefix` keeps the anchors of several reports apart. */
export function body(report: Report, prefix: string): Markup {
  const anchors = anchorsOf(prefix);
  // Drawn first: only then is it known which events have a row to point to.
  const drawn = ladders(report, anchors);
  const told = findings(report, anchors);
  const noted = notes(report);
  return html`${pathSection(report)}
    <h2>Modes</h2>
    ${modeMatrix(report)}${assertionList(report)}${twoEndsSection(report)}
    ${
      report.findings.length > 0 &&
      html`<h2>Findings</h2>
        ${told}${noted}`
    }
    ${
      drawn.length > 0 &&
      html`<h2>On the wire</h2>
        ${key}
        <div class="ladder">${drawn}</div>`
    }
    ${advice(report)}
    <h2>The connection</h2>
    ${factList(report)} ${considered(report)} ${transcript(report, anchors)}`;
}
