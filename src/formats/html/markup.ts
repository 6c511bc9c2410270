import { sanitise, sanitiseLines } from '../sanitise.js';

/** Text that is HTML already. Only `html` and `raw` make it, so whatever else is put into a page gets escaped. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a hole of a template; `null` and `false` stand for nothing. */
export type Hole = string | number | Markup | readonly Hole[] | null | false;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** More of one text than this is not read on a page. */
const longest = 2000;

/** One line of foreign text for an element or a quoted attribute: sanitised, then escaped. */
export function escape(text: string, cap = longest): string {
  const safe = sanitise(text, cap);
  return /[&<>"']/.test(safe) ? safe.replace(/[&<>"']/g, (character) => entities[character] ?? character) : safe;
}

function fill(hole: Hole): string {
  if (hole === null || hole === false) return '';
  if (typeof hole === 'string') return escape(hole);
  if (typeof hole === 'number') return String(hole);
  return 'markup' in hole ? hole.markup : hole.map(fill).join('');
}

/**
 * A template of HTML whose holes are escaped and sanitised, but for what is markup itself. Attributes must be quoted;
 * no hole may stand in a tag's or an attribute's name, nor in `<style>`.
 */
export function html(strings: TemplateStringsArray, ...holes: readonly Hole[]): Markup {
  return { markup: strings.reduce((text, string, at) => text + fill(holes[at - 1] ?? null) + string) };
}

/** Our own constant text that is markup already, such as the style sheet. */
export function raw(markup: string): Markup {
  return { markup };
}

/** Text of several lines for `<pre>`: each line sanitised and escaped for itself. */
export function linesOf(text: string, cap = 500): Markup {
  return {
    markup: sanitiseLines(text, cap)
      .map((line) => escape(line, Number.POSITIVE_INFINITY))
      .join('\n'),
  };
}
