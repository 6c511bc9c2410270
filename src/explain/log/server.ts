import { familyOf } from '../../protocol/address.js';
import type { Reader } from '../source.js';
import { createDialogue } from './client.js';
import { logReader } from './log-reader.js';
import type { Token } from './token.js';

/** What one line of a server's log holds: whose session, and a line of its dialogue or something else about it. */
export interface Entry {
  /** Empty for a line of the log that belongs to no session. */
  readonly session: string;
  /** The client as the server sees it; the port 0 where it is not told. */
  readonly client?: string | undefined;
  readonly clientPort?: number;
  readonly atMs?: number | null;
  /** A line of the dialogue; whether it is a command or a reply shows in itself. */
  readonly text?: string;
  readonly tokens?: readonly Token[];
  readonly begins?: boolean;
  readonly ends?: boolean;
  /** The port of the control connection at the server. */
  readonly port?: number;
}

export interface ServerFormat {
  readonly id: string;
  readonly title: string;
  readonly product: string;
  readonly marks: readonly RegExp[];
  readonly weight: number;
  /** A reader of lines; `awaits` tells whether a session has a command with that verb unanswered. */
  start(awaits: (session: string, verb: string) => boolean): (line: string) => Entry | null;
}

/** Sessions whose place in a reply is remembered; more are begun anew. */
const mostRemembered = 5000;

/** Makes room in a map that would grow with the log: the entry that was made first goes. */
export function forgetOldest(map: Map<string, unknown>, most: number): void {
  if (map.size < most) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}

/** Makes the reader of a server's log: many sessions side by side, told apart by what the program writes. */
export function serverLog(format: ServerFormat): Reader {
  return logReader({
    ...format,
    side: 'server',
    start(say, session) {
      const dialogues = new Map<string, ReturnType<typeof createDialogue>>();
      const read = format.start((key, verb) => session(key)?.awaits(verb) ?? false);
      let last: { readonly key: string; readonly atMs: number | null } | null = null;
      return (line) => {
        const entry = read(line);
        if (entry === null) {
          // Further lines of a reply stand bare under the first.
          if (last !== null && line !== '') dialogues.get(last.key)?.(`< ${line}`, last.key, last.atMs);
          return;
        }
        if (entry.session === '') {
          last = null;
          return;
        }
        const { session: key, client, atMs = null, text } = entry;
        last = { key, atMs };
        if (!dialogues.has(key) || entry.begins === true) {
          forgetOldest(dialogues, mostRemembered);
          dialogues.set(key, createDialogue(say, session, true));
          const seen =
            client === undefined || familyOf(client) === null
              ? {}
              : { seen: { host: client, port: entry.clientPort ?? 0 } };
          const to = entry.port === undefined ? null : { host: '', port: entry.port };
          const begin = entry.begins === true || session(key) === undefined;
          if (begin) say({ kind: 'connect', open: false, to, ...seen }, key, atMs);
          say({ kind: 'connect', open: true, to, ...seen }, key, atMs);
        }
        if (text !== undefined && text !== '') dialogues.get(key)?.(text, key, atMs);
        for (const token of entry.tokens ?? []) say(token, key, atMs);
        if (entry.ends === true) {
          say({ kind: 'end' }, key, atMs);
          dialogues.delete(key);
          last = null;
        }
      };
    },
  });
}
