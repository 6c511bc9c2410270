const zero = /^\p{M}$/u;
const wide =
  /^[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]$/u;

const narrow = /^[\x20-\x7e]*$/;

/** Columns that sanitised, unpainted text takes on a terminal: wide scripts two, combining marks none. */
export function columnsOf(text: string): number {
  if (narrow.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += zero.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return columns;
}

/** Cuts a word that fits no line into pieces that do. */
function* pieces(word: string, width: number): Generator<string> {
  let piece = '';
  let columns = 0;
  for (const character of word) {
    const more = columnsOf(character);
    if (columns + more > width && piece !== '') {
      yield piece;
      piece = '';
      columns = 0;
    }
    piece += character;
    columns += more;
  }
  yield piece;
}

/** A blank, but not the one between a number and its unit. */
const blank = / (?!(?:ms|s)(?:[,.;)]|$))/;

/** Lines of at most `width` columns, broken at blanks, and within a word only where it fits no line by itself. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let columns = 0;
  for (const word of text.split(blank)) {
    if (word === '') continue;
    for (const piece of columnsOf(word) > width ? pieces(word, width) : [word]) {
      const more = columnsOf(piece);
      if (line !== '' && columns + 1 + more > width) {
        lines.push(line);
        line = piece;
        columns = more;
      } else {
        columns += more + (line === '' ? 0 : 1);
        line += (line === '' ? '' : ' ') + piece;
      }
    }
  }
  lines.push(line);
  return lines;
}
