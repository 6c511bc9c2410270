import { createHash } from 'node:crypto';
import { sanitise, sanitiseLines } from '../formats/sanitise.js';
import type { Result } from './prober.js';

const style = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #1b1f24; background: #fff }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #d0d7de; vertical-align: top }
pre { font: 13px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere }
.healthy { color: #116329 } .degraded { color: #7d4e00 } .broken { color: #a40e26 } .inconclusive { color: #57606a }
`;

/** Nothing may load, run, be framed or be sent from these pages, whatever text of a server stands in them. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The headers of every page. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': policy,
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function html(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

function shown(text: string, cap = 300): string {
  return html(sanitise(text, cap));
}

function page(title: string, body: string): string {
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${shown(title)}</title>`;
  return `<!doctype html>\n<html lang="en"><head>${head}<style>${style}</style></head>\n<body>\n${body}\n</body></html>\n`;
}

function row({ key, module, target, verdict, headline, startedAt, durationMs }: Result): string {
  const link = `report?key=${encodeURIComponent(key)}`;
  return [
    '<tr>',
    `<td class="${verdict}"><b>${verdict}</b></td>`,
    `<td><a href="${html(link)}">${shown(target)}</a></td>`,
    `<td>${shown(module)}</td><td>${shown(headline)}</td>`,
    `<td>${shown(startedAt)}</td><td>${(durationMs / 1000).toFixed(2)} s</td>`,
    '</tr>',
  ].join('');
}

/** The front page: what the exporter is, and its last results with a link to each report. */
export function landingPage(version: string, modules: readonly string[], results: readonly Result[]): string {
  const head = '<tr><th>verdict</th><th>target</th><th>module</th><th>diagnosis</th><th>started</th><th>took</th></tr>';
  const table =
    results.length === 0 ? '<p>Nothing was probed yet.</p>' : `<table>${head}\n${results.map(row).join('\n')}</table>`;
  return page(
    'ftpdoctor exporter',
    `<h1>ftpdoctor exporter ${shown(version)}</h1>
<p>Prometheus asks <code>/probe?target=HOST&amp;module=NAME</code>. Modules: ${shown(modules.join(', '), 2000)}.
See <a href="metrics">the exporter's own metrics</a>.</p>
<h2>Last results</h2>
${table}`,
  );
}

/** The last report of one target. */
export function reportPage(result: Result): string {
  const text = sanitiseLines(result.page).map(html).join('\n');
  return page(
    `${result.target} ${result.verdict}`,
    `<p><a href="./">All results</a></p>\n<h1>${shown(result.target)}</h1>\n<p>Module ${shown(result.module)}, ${shown(result.startedAt)}</p>\n<pre>${text}</pre>`,
  );
}
