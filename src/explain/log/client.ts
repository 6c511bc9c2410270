import type { Reader } from '../source.js';
import { spoken, markedText, unstamped } from './conversation.js';
import { logReader } from './log-reader.js';
import type { Say, Token } from './token.js';

/** A status line of a program, and what it says; the parts are those of the pattern. `null` leaves the line alone. */
export type Saying = readonly [RegExp, (match: RegExpExecArray) => Token | readonly Token[] | null];

export interface ClientFormat {
  readonly id: string;
  readonly title: string;
  readonly side?: 'client' | 'server';
  readonly marks: readonly RegExp[];
  readonly weight: number;
  /** Status lines beside commands and replies, looked at first. */
  readonly says?: readonly Saying[] | (() => readonly Saying[]);
  /** Takes off what the program puts around its lines. */
  readonly unwrap?: (line: string) => string;
  /** Whether lines that do not say who speaks count as dialogue. */
  readonly unmarked?: boolean;
}

/** More lines than any reply has; what follows is not taken for one any more. */
const longestReply = 200;

/** The lines of a dialogue as tokens: commands, replies with all their lines, and a new session at a second greeting. */
export function createDialogue(
  say: Say,
  waiting: (key: string) => { awaits(verb: string): boolean } | undefined,
  unmarked: boolean,
): (line: string, key: string, atMs: number | null) => boolean {
  let open = '';
  let lines = 0;
  let by = '';
  let greeted = false;
  return (line, key, atMs) => {
    if (open !== '' && ++lines < longestReply) {
      const text = markedText(line) ?? line;
      const last = text.startsWith(open) && (text.length === 3 || text[3] === ' ');
      const next = spoken(line);
      // In a list of features every line looks like a command; one with a marker of its own is one.
      if (!(next?.kind === 'command' && next.marked && next.by.trim() !== by)) {
        if (last) open = '';
        // Indented or marked, or with the code repeated: part of the reply.
        say({ kind: 'reply', text: text.trimEnd() }, key, atMs);
        return true;
      }
    }
    open = '';
    const found = spoken(line);
    if (found === null || !(found.marked || unmarked)) return false;
    const { kind, text } = found;
    if (kind === 'command') {
      say({ kind, text }, key, atMs);
      return true;
    }
    if (text.startsWith('220') && greeted && waiting(key)?.awaits('HOST') !== true) {
      say({ kind: 'connect', open: false, to: null }, key, atMs);
    }
    if (text.startsWith('220')) greeted = true;
    if (text.startsWith('221')) greeted = false;
    lines = 0;
    by = found.by.trim();
    if (text[3] === '-') open = text.slice(0, 3);
    say({ kind: 'reply', text }, key, atMs);
    // After the farewell comes another session, if anything.
    if (text.startsWith('221 ')) say({ kind: 'end' }, key, atMs);
    return true;
  };
}

/** Makes the reader of a program that shows the dialogue among status lines of its own. */
export function clientLog(format: ClientFormat): Reader {
  return logReader({
    ...format,
    side: format.side ?? 'client',
    start(say, session) {
      const dialogue = createDialogue(say, session, format.unmarked ?? false);
      const sayings = typeof format.says === 'function' ? format.says() : (format.says ?? []);
      return (line) => {
        const { rest, atMs } = unstamped(format.unwrap === undefined ? line : format.unwrap(line));
        for (const [pattern, meaning] of sayings) {
          const match = pattern.exec(rest);
          if (match === null) continue;
          const tokens = meaning(match);
          if (tokens === null) continue;
          for (const token of Array.isArray(tokens) ? (tokens as readonly Token[]) : [tokens as Token])
            say(token, '', atMs);
          return;
        }
        dialogue(rest, '', atMs);
      };
    },
  });
}

/** A control connection that opens: whatever was before is over. */
export function opened(to: Extract<Token, { kind: 'connect' }>['to'], name?: string): Token[] {
  const named = name === undefined ? {} : { name };
  return [
    { kind: 'connect', open: false, to, ...named },
    { kind: 'connect', open: true, to, ...named },
  ];
}
