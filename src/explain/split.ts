import { chooseReader, headBytes, headOf } from './choose.js';
import { inputOf, type Input } from './input.js';
import type { Reader } from './source.js';

/** So many lines in a row that bear the marks of one format, and of no other, are a part of their own. */
const leastMarked = 3;

interface Part {
  readonly reader: Reader;
  /** Index of its first line. */
  readonly from: number;
}

const certainty = (reader: Reader, lines: readonly string[]): number =>
  reader.recognise({ bytes: new Uint8Array(0), lines: [...lines] });

/** Where another format begins: at the first of some lines that the reader before would make nothing of. */
function partsOf(lines: readonly string[]): Part[] {
  const parts: Part[] = [];
  let run = null as (Part & { marked: number }) | null;
  for (const [index, line] of lines.entries()) {
    const reader = chooseReader({ bytes: new Uint8Array(0), lines: [line] });
    const current = parts.at(-1)?.reader;
    if (reader === null || reader === current) {
      if (reader !== null) run = null;
      continue;
    }
    if (current !== undefined && certainty(current, [line]) > 0) continue;
    if (run?.reader === reader) run.marked++;
    else run = { reader, from: index, marked: 1 };
    if (run.marked < leastMarked) continue;
    parts.push({ reader, from: run.from });
    run = null;
  }
  return parts;
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}

/**
 * A pasted text that holds logs of several programs as one input for each of them, so that none is read as another.
 * Line numbers stay those of the whole. What is longer than a head, or of one format, stays as it is.
 */
export async function splitMixed(input: Input): Promise<readonly Input[]> {
  if (input.head.length >= headBytes) return [input];
  const { lines } = headOf(input.head);
  const parts = partsOf(lines);
  if (parts.length < 2) return [input];
  const whole = parts.map(({ from }, index) => lines.slice(index === 0 ? 0 : from, parts[index + 1]?.from));
  // A format whose lines another part would read as well is not told apart surely enough.
  const apart = parts.every(({ reader }, index) =>
    whole.every((text, other) => index === other || parts[other]?.reader === reader || certainty(reader, text) === 0),
  );
  if (!apart) return [input];
  return Promise.all(
    whole.map((text, index) => {
      const before = index === 0 ? 0 : (parts[index]?.from ?? 0);
      const place = `${input.path} (from line ${before + 1})`;
      return inputOf(place, input.name, once('\n'.repeat(before) + text.join('\n')));
    }),
  );
}
