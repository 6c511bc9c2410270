import assert from 'node:assert/strict';
import type { Connection, Network, Outcome } from '../../src/model/network.js';
import type { Reply } from '../../src/model/observations.js';
import { createReplyReader } from '../../src/protocol/reply.js';

const waitMs = 8000;

/** The value of an outcome that the test needs. */
export function must<T>(outcome: Outcome<T>): T {
  assert.ok(outcome.ok, outcome.ok ? '' : `${outcome.failure.kind}: ${outcome.failure.detail}`);
  return outcome.value;
}

/** The kind of failure of an outcome that the test expects to fail. */
export function failureKind(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'no failure' : outcome.failure.kind;
}

/** A control connection as simple as can be. */
export interface MiniClient {
  readonly control: Connection;
  /** The last line of the next reply. */
  reply(): Promise<string>;
  /** Sends a line and answers with the last line of the reply to it. */
  say(line: string): Promise<string>;
  /** The whole reply to a line. */
  ask(line: string): Promise<Reply>;
}

/** How the tests connect. */
export const dataOptions = { purpose: 'data', timeoutMs: waitMs, bind: null } as const;

/** Connects to the server's control port and reads the greeting. */
export async function enter(network: Network, host = '203.0.113.10', port = 21): Promise<MiniClient> {
  const control = must(await network.connect({ host, port }, { purpose: 'control', timeoutMs: waitMs, bind: null }));
  const reader = createReplyReader();
  const items: Reply[] = [];
  async function next(): Promise<Reply> {
    for (;;) {
      const ready = items.shift();
      if (ready !== undefined) return ready;
      for (const item of reader.push(must(await control.read(waitMs)))) {
        assert.ok(item.kind === 'reply', 'not a reply of FTP');
        items.push(item.reply);
      }
    }
  }
  const ask = async (line: string): Promise<Reply> => {
    must(await control.write(Buffer.from(`${line}\r\n`)));
    return next();
  };
  const last = ({ lines }: Reply): string => lines.at(-1) ?? '';
  await next();
  return { control, ask, reply: async () => last(await next()), say: async (line) => last(await ask(line)) };
}

/** Enters and logs in as anonymous. */
export async function logIn(network: Network, host?: string, port?: number): Promise<MiniClient> {
  const client = await enter(network, host, port);
  await client.say('USER anonymous');
  assert.match(await client.say('PASS guest'), /^230/);
  return client;
}

/** Everything a data connection carries. */
export async function drain(data: Connection): Promise<string> {
  let text = '';
  for (;;) {
    const chunk = await data.read(waitMs);
    if (!chunk.ok) {
      assert.equal(chunk.failure.kind, 'closed');
      return text;
    }
    text += Buffer.from(chunk.value).toString();
  }
}
