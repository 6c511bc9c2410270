import type { Clue, Head, Place, Reader } from '../source.js';
import { clueIn, mayHoldClue } from './clue.js';
import type { Dialect, Say } from './token.js';
import { linesOf, longestLine } from './lines.js';
import { createScribe, type Scribe } from './scribe.js';
import { hideUrls } from './secrets.js';

/** Sessions that a log may leave open at one time; the oldest is closed for the next. */
const mostOpen = 2000;
const longestClue = 400;

/** How many lines of the head bear a mark, as a certainty; one is enough to be as sure as the dialect can be. */
function certainty(dialect: Dialect, head: Head): number {
  let hits = 0;
  for (const line of head.lines) {
    if (dialect.marks.some((mark) => mark.test(line)) && ++hits >= 20) break;
  }
  return hits === 0 ? 0 : Math.min(1, dialect.weight + hits * 0.002);
}

/** Makes a reader of a dialect: cuts lines, sorts what they say by session, and hands over each session when it ends. */
export function logReader(dialect: Dialect): Reader {
  return {
    id: dialect.id,
    title: dialect.title,
    side: dialect.side,
    ...(dialect.product === undefined ? {} : { product: dialect.product }),
    recognise: (head) => certainty(dialect, head),
    async read(chunks, name, tell) {
      const open = new Map<string, Scribe>();
      let number = 0;
      // Most lines say nothing, so a place is made when it is asked for.
      const place = (): Place => ({ file: name, unit: 'line', at: number });
      let text = '';
      let tokens = 0;

      const close = (key: string): void => {
        const session = open.get(key)?.finish(place()) ?? null;
        open.delete(key);
        if (session !== null) tell({ kind: 'session', session });
      };
      const clue = ({ what, from, to }: Omit<Clue, 'text' | 'place'>): void => {
        const shown = text.trim().slice(0, longestClue);
        // Written out: a spread takes a third of the time of a large log.
        tell({
          kind: 'clue',
          clue: { what, from, to, text: shown.includes('://') ? hideUrls(shown) : shown, place: place() },
        });
      };
      const say: Say = (token, key = '', atMs = null) => {
        tokens++;
        if (token.kind === 'clue') {
          clue(token);
          return;
        }
        if (token.kind === 'connect' && !token.open) close(key);
        let scribe = open.get(key);
        if (scribe === undefined) {
          if (token.kind === 'end' || token.kind === 'broken') return;
          const [oldest] = open.keys();
          if (open.size >= mostOpen && oldest !== undefined) close(oldest);
          scribe = createScribe(place());
          open.set(key, scribe);
        }
        scribe.tell(token, place(), atMs);
        if (token.kind === 'end') close(key);
      };
      const read = dialect.start(say, (key) => open.get(key));
      const longLines: number[] = [];
      for await (const { first, lines } of linesOf(chunks, (line) => longLines.push(line))) {
        for (const [index, line] of lines.entries()) {
          number = first + index;
          text = line;
          const before = tokens;
          read(line);
          if (tokens === before && mayHoldClue(line)) {
            const found = clueIn(line);
            if (found !== null) clue(found);
          }
        }
      }
      for (const key of [...open.keys()]) close(key);
      const [long] = longLines;
      if (long !== undefined) {
        tell({
          kind: 'trouble',
          text: `${name} line ${long} is longer than ${longestLine} characters; the rest of it was not read`,
        });
      }
    },
  };
}
