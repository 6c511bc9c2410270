import type { Forgetting, Middlebox } from '../middlebox.js';

/** A stateful packet filter that lets everything pass and forgets connections that are silent. */
export function forgetfulFirewall(name: string, forgets: Forgetting): Middlebox {
  return { name, outside: [], forgets, syn: (syn) => ({ pass: syn }) };
}
