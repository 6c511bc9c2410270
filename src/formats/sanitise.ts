/**
 * What may not reach a reader as it is: characters that steer a terminal (C0, DEL, C1, and with them every escape
 * sequence), that reorder or hide text (bidi controls, zero width, BOM, fillers, tags), that break a line (U+2028,
 * U+2029), and those that no encoding allows (lone surrogates, noncharacters).
 */
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;
const mark = /\p{M}/u;
const plain = /^[\x20-\x7e]*$/;

/** More combining marks than this on one letter serve no script, and climb over the lines around it. */
const mostMarks = 3;

/** A character by its number: `\x1b` up to U+00FF, `\u{202e}` above. */
export function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

/**
 * The one door for foreign text: one line that any reader may be shown, with every dangerous character made visible
 * and ordinary letters of any script kept. Longer than `cap`, it is cut, and says by how many characters: `…(+12)`.
 */
export function sanitise(text: string, cap = Number.POSITIVE_INFINITY, ellipsis = '…'): string {
  if (text.length <= cap && plain.test(text)) return text;
  let out = '';
  let marks = 0;
  let read = 0;
  for (const character of text) {
    marks = mark.test(character) ? marks + 1 : 0;
    const piece = marks > mostMarks || unsafe.test(character) ? visible(character) : character;
    if (out.length + piece.length > cap) return `${out}${ellipsis}(+${charactersIn(text, read)})`;
    out += piece;
    read += character.length;
  }
  return out;
}

/** Characters, not UTF-16 units, from an offset on. */
function charactersIn(text: string, from: number): number {
  let count = 0;
  for (let at = from; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if (unit >= 0xd800 && unit <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) at++;
    count++;
  }
  return count;
}

/** Foreign text of several lines: broken at CRLF and LF only, each line sanitised. A last empty line is dropped. */
export function sanitiseLines(text: string, cap?: number, ellipsis?: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return lines.map((line) => sanitise(line, cap, ellipsis));
}

/** Text of several lines as one, ` / ` between them; not yet sanitised. */
export function oneLine(text: string): string {
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .join(' / ');
}

/** JSON text in which no dangerous character stands as itself; parsed, it is the same value. */
export function safeJson(value: unknown, indent?: number): string {
  const raw = new RegExp(unsafe.source, 'gu');
  const escape = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  // The newlines of the indentation are the only control characters that JSON.stringify writes itself.
  return JSON.stringify(value, null, indent).replace(raw, (found) =>
    found === '\n' ? found : found.split('').map(escape).join(''),
  );
}
