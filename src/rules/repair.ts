import { knowledgeOf } from '../knowledge/servers/index.js';
import type { Repairs, ServerKnowledge } from '../knowledge/servers/server.js';
import type { Observations } from '../model/observations.js';

function knowledge(o: Observations): ServerKnowledge | null {
  return o.control.server === null ? null : knowledgeOf(o.control.server.product);
}

/** The settings of the server product that was recognised; `null` where it was not. */
export function serverRepairs(o: Observations): Repairs | null {
  return knowledge(o)?.repairs ?? null;
}

/** A sentence, after a blank, on where those settings stand; empty where the product is not known. */
export function whereToSet(o: Observations): string {
  const known = knowledge(o);
  return known === null ? '' : ` ${known.product}: ${known.where}`;
}

/** The snippet of a remedy, where there is one. */
export function snippetOf(text: string | undefined): { readonly snippet?: string } {
  return text === undefined ? {} : { snippet: text };
}
