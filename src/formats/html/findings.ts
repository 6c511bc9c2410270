import type { Report, ReportFinding } from '../../model/report.js';
import { isWeighty } from '../text/finding.js';
import { snippetParts, type SnippetPart } from '../text/snippet.js';
import { standing } from '../text/words.js';
import { tellingLines, wireLinesOf, type ReportEvent } from '../text/wire.js';
import type { Anchors } from './anchors.js';
import { html, linesOf, type Markup } from './markup.js';

const mostWireLines = 6;
const mostLinks = 6;
/** Ten ports that do not answer are no better reading than five; the others are folded away. */
const mostEvidence = 5;
/** Of how many products a setting is shown unfolded. */
const mostProducts = 4;

type Events = ReadonlyMap<number, ReportEvent>;

function links(numbers: readonly number[], events: Events, anchors: Anchors): Markup {
  // Several events of one reply share a row, to which one link is enough.
  const targets = [...new Map(numbers.filter((seq) => events.has(seq)).map((seq) => [anchors.href(seq), seq]))];
  return html`${targets
    .slice(0, mostLinks)
    .map(([href, seq]) => html` <a href="${href}" aria-label="${`event ${seq} on the wire`}">#${seq}</a>`)}`;
}

function wire(numbers: readonly number[], events: Events): Markup | false {
  const lines = tellingLines(wireLinesOf(numbers.flatMap((seq) => events.get(seq) ?? [])), mostWireLines);
  return (
    lines.length > 0 &&
    html`<ul class="wire">
      ${lines.map(
        ({ direction, text, decoded }) =>
          html`<li>${direction} ${text}${decoded !== null && html`<span class="dec">= ${decoded}</span>`}</li>`,
      )}
    </ul>`
  );
}

function evidence(head: string, items: ReportFinding['for'], events: Events, anchors: Anchors): Markup | false {
  const seen = new Set<number>();
  const list = items.map((item) => {
    const fresh = item.events.filter((seq) => !seen.has(seq));
    for (const seq of fresh) seen.add(seq);
    return html`<li>${item.text}${links(item.events, events, anchors)}${wire(fresh, events)}</li>`;
  });
  const more = list.slice(mostEvidence);
  return (
    list.length > 0 &&
    html`<h4>${head}</h4>
      <ul>
        ${list.slice(0, mostEvidence)}
      </ul>
      ${
        more.length > 0 &&
        html`<details>
          <summary>${more.length} more</summary>
          <ul>
            ${more}
          </ul>
        </details>`
      }`
  );
}

function copyable({ product, lines }: SnippetPart, role: string): Markup {
  const label = product === null ? `Setting for the ${role}` : `Setting for the ${role}, ${product}`;
  return html`${product !== null && html`<p class="product">${product}</p>`}
    <pre class="copy" tabindex="0" role="group" aria-label="${label}">${linesOf(lines.join('\n'))}</pre>`;
}

/** A setting is copied by one click, so that of each product stands by itself; after the first few they are folded. */
function setting(snippet: string, role: string): Markup {
  const parts = snippetParts(snippet);
  const others = parts.slice(mostProducts);
  return html`${parts.slice(0, mostProducts).map((part) => copyable(part, role))}
  ${
    others.length > 0 &&
    html`<details>
      <summary>The same for ${others.map(({ product }) => product ?? '').join(', ')}</summary>
      ${others.map((part) => copyable(part, role))}
    </details>`
  }`;
}

function remedies(finding: ReportFinding): Markup | false {
  return (
    finding.remedies.length > 0 &&
    html`<h4>What to do</h4>
      <ul>
        ${finding.remedies.map(
          ({ for: role, text, snippet }) =>
            html`<li><span class="role">${role}</span>: ${text}${snippet !== undefined && setting(snippet, role)}</li>`,
        )}
      </ul>`
  );
}

/** Causes and risks in full with their evidence, each piece linked to the wire. */
export function findings(report: Report, anchors: Anchors): Markup {
  const events: Events = new Map(report.transcript.map((event) => [event.seq, event]));
  const told = report.findings.filter((finding) => isWeighty(report, finding));
  return html`${told.map(
    (finding) =>
      html`<article class="${finding.kind}" id="${anchors.part(finding.id)}">
        <h3>${finding.title}</h3>
        <p class="soft">${standing(finding)}</p>
        ${finding.summary !== report.headline && html`<p>${finding.summary}</p>`}
        ${evidence('Evidence', finding.for, events, anchors)}${evidence('Against it', finding.against, events, anchors)}
        ${
          finding.notTested.length > 0 &&
          html`<h4>Not tested</h4>
            <ul>
              ${finding.notTested.map((text) => html`<li>${text}</li>`)}
            </ul>`
        }
        ${remedies(finding)}
        <p class="soft">More on this: <code>ftpdoctor causes ${finding.id}</code></p>
      </article>`,
  )}`;
}

/** Notes, a line each. */
export function notes(report: Report): Markup | false {
  const list = report.findings.filter((finding) => !isWeighty(report, finding));
  return (
    list.length > 0 &&
    html`<h3>Notes</h3>
      <ul>
        ${list.map(({ id, summary }) => html`<li>${summary} <code>${id}</code></li>`)}
      </ul>`
  );
}
