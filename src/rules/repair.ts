import { knowledgeOf, serverSnippet } from '../knowledge/servers/index.js';
import type { FirewallRepairs } from '../knowledge/firewalls/firewall.js';
import { firewallSnippet } from '../knowledge/firewalls/index.js';
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

/** A setting in the words of the recognised product; of every product that has it where the server did not say. */
export function serverSetting(
  o: Observations,
  setting: (repairs: Repairs) => string | undefined,
): { readonly snippet?: string } {
  const known = knowledge(o);
  const text = known === null ? serverSnippet(setting) : setting(known.repairs);
  return snippetOf(text === '' ? undefined : text);
}

/** One repair in the words of every firewall product that has it, for a remedy. */
export function firewallSetting(repair: (repairs: FirewallRepairs) => string | undefined): {
  readonly snippet?: string;
} {
  return snippetOf(firewallSnippet(repair));
}

/** Two settings under one head; what is missing of them is left out. */
export function bothOf(first: string | undefined, second: string | undefined): string | undefined {
  return first === undefined || second === undefined ? (first ?? second) : `${first}\n${second}`;
}

/** Two translators fight: said wherever one of them is advised. */
export function neverBoth(outside: string): string {
  return `Either the server announces ${outside} itself or an FTP ALG on its NAT rewrites the 227: one or the other, never both.`;
}

/** Takes the FTP helper off the control port of this check, in the words of every product that has one. */
export function helperOff(o: Observations): { readonly snippet?: string } {
  return firewallSetting((repairs) => repairs.helperOff?.(o.target.port));
}
