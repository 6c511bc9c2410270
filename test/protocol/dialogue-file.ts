import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reply } from '../../src/model/observations.js';
import { createReplyReader } from '../../src/protocol/reply.js';

/**
 * Dialogues recorded with real servers, fixtures/protocol/dialogues/PRODUCT-VERSION.txt: `#` begins a session and says
 * how the server was set, `>` is a command, `<` a line of its reply, `=` what the reply is known to mean, as JSON.
 */
const folder = fileURLToPath(new URL('../../../fixtures/protocol/dialogues/', import.meta.url));

export interface RecordedExchange {
  /** Empty for the greeting. */
  readonly command: string;
  readonly reply: Reply;
  /** What the `=` line holds; `null` where the reply is known to mean nothing more than its code. */
  readonly known: unknown;
  readonly line: number;
}

export interface RecordedSession {
  readonly product: string;
  readonly title: string;
  readonly exchanges: readonly RecordedExchange[];
}

function replyOf(lines: readonly string[], where: string): Reply {
  const bytes = new TextEncoder().encode(lines.map((line) => `${line}\r\n`).join(''));
  const [item, ...more] = createReplyReader().push(bytes);
  if (item?.kind !== 'reply' || more.length > 0) throw new Error(`${where} holds no single reply`);
  return item.reply;
}

function sessionOf(product: string, title: string, lines: readonly string[], first: number): RecordedSession {
  const exchanges: RecordedExchange[] = [];
  let command = '';
  let reply: string[] = [];
  let known: unknown = null;
  const end = (line: number): void => {
    const where = `${product}, line ${line}`;
    if (reply.length > 0) exchanges.push({ command, reply: replyOf(reply, where), known, line });
    reply = [];
    known = null;
  };
  for (const [index, line] of lines.entries()) {
    const text = line.slice(2);
    if (line.startsWith('>')) {
      end(first + index);
      command = text;
    } else if (line.startsWith('<')) reply.push(text);
    else if (line.startsWith('=')) known = JSON.parse(text);
  }
  end(first + lines.length);
  return { product, title, exchanges };
}

/** Every recorded session, file by file. */
export function recordedSessions(): RecordedSession[] {
  return readdirSync(folder).flatMap((name) => {
    const product = name.replace(/\.txt$/, '');
    const lines = readFileSync(`${folder}${name}`, 'utf8').split('\n');
    const starts = lines.flatMap((line, index) => (line.startsWith('# ') ? [index] : []));
    return starts.map((start, at) =>
      sessionOf(product, (lines[start] ?? '').slice(2), lines.slice(start + 1, starts[at + 1]), start + 1),
    );
  });
}
