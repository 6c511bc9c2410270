import { chooseReader, headBytes, headOf } from './choose.js';
import type { Input } from './input.js';
import { linesOf } from './log/lines.js';
import { looksSaved } from './saved.js';
import type { Item } from './source.js';
import { wrappings, type Wrapping } from './wrappings.js';

/** So much of a paste shows what is around its lines. */
const mostLines = 1000;
/** Fewer lines that wear something are chance. */
const leastWorn = 2;
const mostLayers = 3;

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}

const weight = (item: Item): number =>
  item.kind === 'session' ? item.session.transcript.events.length : item.kind === 'clue' ? 1 : 0;

/** How much the surest reader makes of some lines: events of sessions, and dropped packets. */
async function understood(lines: readonly string[]): Promise<number> {
  const reader = chooseReader({ bytes: new Uint8Array(0), lines });
  let sum = 0;
  await reader?.read(once(lines.join('\n')), '', (item) => (sum += weight(item)));
  return sum;
}

const without = (worn: readonly Wrapping[], line: string): string => worn.reduce((text, one) => one.off(text), line);

interface Look {
  readonly worn: readonly Wrapping[];
  readonly lines: readonly string[];
}

/** The same lines with one wrapping less, for each that some of them wear. */
function barer({ worn, lines }: Look): Look[] {
  return wrappings.flatMap((one) => {
    const bare = lines.map((line) => one.off(line));
    const changed = bare.filter((line, at) => line !== lines[at]).length;
    return changed < leastWorn ? [] : [{ worn: [...worn, one], lines: bare }];
  });
}

/** What has to be taken off for most to be understood; nothing where the lines are understood as well as they are. */
async function wornBy(lines: readonly string[]): Promise<readonly Wrapping[]> {
  let looks: readonly Look[] = [{ worn: [], lines }];
  let worn: readonly Wrapping[] = [];
  let most: number | null = null;
  const seen = new Set([lines.join('\n')]);
  for (let layer = 0; layer < mostLayers; layer++) {
    looks = looks.flatMap(barer).filter(({ lines: bare }) => {
      const text = bare.join('\n');
      return seen.size < 40 && !seen.has(text) && seen.add(text);
    });
    if (looks.length === 0) break;
    most ??= await understood(lines);
    for (const look of looks) {
      const sum = await understood(look.lines);
      // What makes hardly a difference is no reason to change what somebody wrote.
      if (sum > most * 1.1 + 1) [worn, most] = [look.worn, sum];
    }
  }
  return worn;
}

/** A 227 or 229 whose numbers a mailer has put on the next line. */
const openEnded = /(?<!\d)22[79][ -][^\d(|]{0,80}$/;
const numbers = /^[\s<>*-]{0,8}\(?(?:\d{1,3}(?:,\d{1,3}){5}|\|{3}\d{1,5}\|)\)?/;

/** The lines with such numbers back in their place; as many lines as before. */
function rejoined(lines: readonly string[]): string[] {
  return lines.map((line, at) => {
    if (openEnded.test(line) && numbers.test(lines[at + 1] ?? ''))
      return `${line.trimEnd()} ${(lines[at + 1] ?? '').replace(/^[\s<>*-]{0,8}/, '')}`;
    return numbers.test(line) && openEnded.test(lines[at - 1] ?? '') ? '' : line;
  });
}

async function* barely(input: Input, worn: readonly Wrapping[]): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const { lines } of linesOf(input.chunks())) {
    yield encoder.encode(`${rejoined(lines.map((line) => without(worn, line))).join('\n')}\n`);
  }
}

/**
 * A pasted log without what is around its lines: marks of quoting, markup, time stamps, names of containers, broken
 * lines. Line numbers stay. A log as its program wrote it stays as it is.
 */
export async function unpasted(input: Input): Promise<Input> {
  const { lines: all } = headOf(input.head);
  if (all.length === 0 || looksSaved(all.slice(0, 100).join('\n').slice(0, 4096))) return input;
  const lines = all.slice(0, mostLines);
  const worn = await wornBy(lines);
  const bare = lines.map((line) => without(worn, line));
  if (worn.length === 0 && rejoined(bare).every((line, at) => line === bare[at])) return input;
  const head = new TextEncoder().encode(rejoined(all.map((line) => without(worn, line))).join('\n'));
  return { ...input, head: head.subarray(0, headBytes), chunks: () => barely(input, worn) };
}
