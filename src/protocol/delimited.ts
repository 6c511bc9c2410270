import { familyOf } from './address.js';

/** The content of a 229: `(|||6446|)`, or with more in it than RFC 2428 section 3 allows. */
export type Delimited =
  | { readonly ok: true; readonly host: string | null; readonly port: number; readonly oddities: string[] }
  | { readonly ok: false; readonly why: string };

function readDelimited(inner: string): Delimited {
  const delimiter = inner.charAt(0);
  const parts = inner.split(delimiter);
  const [, family = '', host = '', digits = ''] = parts;
  if (!/^[!-/:-~]$/.test(delimiter) || parts.length < 3) return { ok: false, why: 'not the form (|||port|)' };
  if (parts.length !== 5) {
    return { ok: false, why: `${parts.length - 1} delimiters instead of the four in (|||port|)` };
  }
  if (parts[4] !== '') return { ok: false, why: 'text behind the last delimiter of (|||port|)' };
  if (!/^\d{1,5}$/.test(digits)) return { ok: false, why: `"${digits.slice(0, 20)}" is not a port` };
  if (host !== '' && (familyOf(host) === null || host.includes('%')))
    return { ok: false, why: `"${host.slice(0, 40)}" is not an address` };
  const oddities: string[] = [];
  if (delimiter !== '|') oddities.push(`delimiter "${delimiter}" instead of "|"`);
  if (host !== '') oddities.push(`names the address ${host}`);
  else if (family !== '') oddities.push(`names the family ${family.slice(0, 20)}`);
  return { ok: true, host: host === '' ? null : host, port: Number(digits), oddities };
}

/** What could be meant: the contents of each pair of parentheses, the last of which may not be closed. */
function candidates(text: string): string[] {
  return text
    .split('(')
    .slice(1)
    .map((piece) => piece.split(')', 1)[0]?.trim() ?? '');
}

/** The port in the text of a 229. Without parentheses only the usual delimiters count, so that no word is taken for one. */
export function findDelimited(text: string): Delimited {
  const enclosed = candidates(text).map(readDelimited);
  const read = enclosed.find(({ ok }) => ok) ?? enclosed.at(-1);
  if (read !== undefined) return read;
  const bare = /[|!][^ ]*[|!]/.exec(text);
  if (bare === null) return { ok: false, why: 'no port in it' };
  const found = readDelimited(bare[0]);
  return found.ok ? { ...found, oddities: ['no parentheses', ...found.oddities] } : found;
}
