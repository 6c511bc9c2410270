import { type EndpointParse, readSixNumbers } from './six-numbers.js';

/** Numbers in a row, with where they stood. */
interface Run {
  readonly words: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly oddities: readonly string[];
}

/** Some servers write bytes as signed (-52 for 204); what they mean is clear, but strict clients refuse it. */
function unsigned(word: string, oddities: string[]): string {
  if (!word.startsWith('-')) return word;
  const value = Number(word);
  if (value < -128 || value > -1) return word;
  oddities.push(`negative byte ${value}, read as ${value + 256}`);
  return String(value + 256);
}

/** Every maximal row of numbers with commas or dots between. Linear: a blank is looked at once for each side of it. */
function runsOf(text: string): Run[] {
  return [...text.matchAll(/-?\d+(?:[ \t]*[,.][ \t]*-?\d+)*/g)].map((match) => {
    // A hyphen behind a word is punctuation, not a sign.
    const sign = match[0].startsWith('-') && /[\w-]/.test(text.charAt(match.index - 1)) ? 1 : 0;
    const written = match[0].slice(sign);
    const oddities: string[] = [];
    if (/[ \t]/.test(written)) oddities.push('blanks between the numbers');
    if (written.includes('.')) oddities.push('dots instead of commas');
    const words = written.split(/[,.]/).map((word) => unsigned(word.trim(), oddities));
    return { words, start: match.index + sign, end: match.index + match[0].length, oddities };
  });
}

/** What stands between the last open parenthesis and the numbers; `null` where they stand in none. */
function lead(text: string, start: number): string | null {
  const open = text.lastIndexOf('(', start);
  return open < 0 || text.slice(open, start).includes(')') ? null : text.slice(open + 1, start);
}

const ipv6 = 'an IPv6 address, for which the six numbers have no room (RFC 2428 section 1)';

/**
 * The endpoint in the text of a 227, wherever the server put it: with parentheses or without, behind other digits or
 * words. What the writing does to clients and ALGs that are less patient is in the oddities.
 */
export function findSixNumbers(text: string): EndpointParse {
  const runs = runsOf(text);
  const six = runs.filter(({ words }) => words.length === 6);
  const found = six.find(({ start }) => lead(text, start) !== null) ?? six[0];
  if (found === undefined) {
    if (/:[\da-f]*:/i.test(text)) return { ok: false, why: ipv6 };
    const longest = runs.toSorted((a, b) => b.words.length - a.words.length)[0];
    return longest === undefined || longest.words.length < 2
      ? { ok: false, why: 'no address and port in it' }
      : readSixNumbers(longest.words);
  }
  const before = lead(text, found.start);
  if (before?.endsWith(':') === true && before.toLowerCase() !== '::ffff:') return { ok: false, why: ipv6 };
  const read = readSixNumbers(found.words);
  if (!read.ok) return read;
  const oddities: string[] = [...found.oddities];
  if (before === null) oddities.push('no parentheses');
  else if (before.trim() !== '') oddities.push(`"${before.slice(0, 40)}" before the numbers`);
  if (/\d/.test(text.slice(0, found.start))) oddities.push('a digit before the address');
  return { ...read, oddities: [...oddities, ...read.oddities] };
}
