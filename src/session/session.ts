import type { Connection, Endpoint, Failure, Network, Outcome, SecureOptions, TlsFacts } from '../model/network.js';
import type { Reply } from '../model/observations.js';
import { encodeCommand } from '../protocol/command.js';
import { createReplyReader, type ReplyItem } from '../protocol/reply.js';

/** One control connection: a command out, its replies back. No judgement; what it learns is in the transcript. */
export interface Session {
  readonly network: Network;
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly control: Connection;
  readonly encrypted: boolean;
  /** The next reply of the server, complete within `timeoutMs` (default: one network wait). */
  reply(timeoutMs?: number): Promise<Outcome<Reply>>;
  send(line: string): Promise<Outcome<null>>;
  /** Sends a line and answers with the first reply; after a 1xx more follow, by `reply()`. */
  command(line: string): Promise<Outcome<Reply>>;
  secure(options: SecureOptions): Promise<Outcome<TlsFacts>>;
  /** Says QUIT where the connection still stands, and closes without waiting. Calling it twice does no harm. */
  end(): void;
}

/** Wraps an open control connection. Nothing is read before it is asked for. */
export function createSession(network: Network, control: Connection, timeoutMs: number): Session {
  const reader = createReplyReader();
  const items: ReplyItem[] = [];
  let broken: Failure | null = null;
  let encrypted = false;
  let ended = false;

  function next(): Outcome<Reply> | null {
    const item = items.shift();
    if (item === undefined) return null;
    if (item.kind === 'reply') return { ok: true, value: item.reply };
    broken = { kind: 'unknown', detail: item.kind === 'foreign' ? 'not an FTP reply' : 'the reply is too long' };
    return { ok: false, failure: broken };
  }

  async function reply(waitMs = timeoutMs): Promise<Outcome<Reply>> {
    const until = network.now() + waitMs;
    for (;;) {
      const ready = next();
      if (ready !== null) return ready;
      if (broken !== null) return { ok: false, failure: broken };
      // A server that drips bytes must not stretch one wait for ever; 1 ms lets what has already arrived be read.
      const chunk = await control.read(Math.max(1, until - network.now()));
      if (chunk.ok) items.push(...reader.push(chunk.value));
      else {
        if (chunk.failure.kind !== 'timed-out') broken = chunk.failure;
        return chunk;
      }
      if (items.length === 0 && network.now() >= until) {
        return { ok: false, failure: { kind: 'timed-out', detail: `no complete reply within ${waitMs} ms` } };
      }
    }
  }

  /** Text read in clear that no command has asked for: behind it no handshake may begin. */
  function readAhead(): number {
    const words = items.flatMap((item) => (item.kind === 'reply' ? item.reply.lines : [item.text]));
    return words.reduce((sum, line) => sum + line.length + 2, reader.pending().length);
  }

  const send = (line: string): Promise<Outcome<null>> =>
    broken === null ? control.write(encodeCommand(line)) : Promise.resolve({ ok: false, failure: broken });

  return {
    network,
    control,
    local: control.local,
    remote: control.remote,
    get encrypted() {
      return encrypted;
    },
    reply,
    send,
    async command(line) {
      const sent = await send(line);
      return sent.ok ? reply() : sent;
    },
    async secure(options) {
      const outcome = await control.secure({ ...options, clearBytes: readAhead() });
      if (outcome.ok) encrypted = true;
      else broken = outcome.failure;
      return outcome;
    },
    end() {
      if (ended) return;
      ended = true;
      // Nobody waits for QUIT, so nobody could hear that it failed.
      if (broken === null) control.write(encodeCommand('QUIT')).catch(() => undefined);
      control.close();
    },
  };
}
