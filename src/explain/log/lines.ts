import { isAscii } from 'node:buffer';

/** Consecutive lines of a text, without their ends; `first` is the number of the first of them, counted from 1. */
export interface LineBatch {
  readonly first: number;
  readonly lines: readonly string[];
}

/** More of one line than any log has reason to write; the rest is dropped. */
export const longestLine = 16_384;
/** With one character to tell that there was more, and the CR of a line end that is not all there yet. */
const longestKept = longestLine + 2;

/** How the bytes are to be read: by the byte order mark, and UTF-8 without one. */
function encodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | 'utf-8' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

const LF = 0x0a;
const CR = 0x0d;

/** A string of its own. What is cut out of a text keeps the whole text alive, so one line would hold its megabyte. */
const copied = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');

/** What stands between the line ends of ASCII bytes: one piece more than there are line ends. */
function piecesOf(bytes: Buffer): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (let to = bytes.indexOf(LF); to >= 0; to = bytes.indexOf(LF, from)) {
    pieces.push(bytes.toString('latin1', from, to > from && bytes[to - 1] === CR ? to - 1 : to));
    from = to + 1;
  }
  pieces.push(bytes.toString('latin1', from));
  return pieces;
}

/** A chunk, cut at its line ends; `ends` where it begins with the LF of a line end whose CR may be in the chunk before. */
interface Cut {
  readonly pieces: string[];
  readonly ends: boolean;
}

/**
 * Cuts a stream at its line ends, chunk by chunk, and decodes it, by its byte order mark and as UTF-8 without one. Plain
 * ASCII, which nearly every log is, goes past the decoder, which takes most of the time.
 */
function createCutter(): { cut(chunk: Uint8Array): Cut; rest(): string } {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  // A character may be cut in two: its end must come to the decoder that has its beginning.
  let whole = true;
  return {
    cut(chunk) {
      decoder ??= new TextDecoder(encodingOf(chunk));
      if (whole && decoder.encoding === 'utf-8' && isAscii(chunk))
        return { pieces: piecesOf(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)), ends: chunk[0] === LF };
      whole = (chunk.at(-1) ?? 0) < 0x80;
      const text = decoder.decode(chunk, { stream: true });
      return { pieces: text.split(/\r?\n/).map(copied), ends: text.startsWith('\n') };
    },
    rest: () => decoder?.decode() ?? '',
  };
}

/**
 * Cuts a stream of bytes into lines, a batch for each chunk. Lines end with LF or CR LF; a CR alone, with which a
 * progress meter begins anew, stays in its line.
 * `cut` hears of the first line that was longer than the cap. Memory is one chunk and one line.
 */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  cut: (line: number) => void = () => undefined,
): AsyncGenerator<LineBatch> {
  const cutter = createCutter();
  let open = '';
  let skipping = false;
  let next = 1;
  let told = false;
  const taken = (pieces: string[]): LineBatch => {
    const first = next;
    next += pieces.length;
    const lines = pieces.map((piece, at) => {
      if (piece.length <= longestLine) return piece;
      if (!told) cut(first + at);
      told = true;
      return piece.slice(0, longestLine);
    });
    return { first, lines };
  };
  for await (const chunk of chunks) {
    const { pieces, ends } = cutter.cut(chunk);
    // The two bytes of one line end may come in two chunks.
    if (!skipping && ends && open.endsWith('\r')) open = open.slice(0, -1);
    pieces[0] = skipping ? open : open + (pieces[0] ?? '');
    open = pieces.pop() ?? '';
    // An endless line is kept to its cap, so that it cannot grow the memory.
    skipping = pieces.length === 0 && skipping;
    if (open.length > longestKept) {
      open = open.slice(0, longestKept);
      skipping = true;
    }
    if (pieces.length > 0) yield taken(pieces);
  }
  open += skipping ? '' : cutter.rest();
  if (open !== '') yield taken([open]);
}
