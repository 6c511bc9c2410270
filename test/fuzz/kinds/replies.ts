import assert from 'node:assert/strict';
import { identifyServer } from '../../../src/knowledge/servers/index.js';
import { createReplyReader, type ReplyItem } from '../../../src/protocol/reply.js';
import {
  classifyForeignGreeting,
  decodeGreeting,
  decodeOpening,
  decodeReply,
  decodeStat,
  isFtpGreeting,
} from '../../../src/protocol/server-text.js';
import { recordedSessions } from '../../protocol/dialogue-file.js';
import type { Kind } from '../kind.js';

const verbs = ['', 'PORT', 'EPRT', 'PASV', 'EPSV', 'LIST', 'USER', 'PASS', 'STAT'];

function understand(item: ReplyItem): void {
  if (item.kind !== 'reply') {
    classifyForeignGreeting(item.text);
    return;
  }
  const { reply } = item;
  assert.ok(reply.code >= 100 && reply.code < 700 && reply.lines.length > 0);
  for (const verb of verbs) decodeReply(reply, verb);
  decodeGreeting(reply);
  decodeOpening(reply);
  decodeStat(reply);
  isFtpGreeting(reply);
  const text = reply.lines.join('\n');
  identifyServer({ banner: text, system: text, features: reply.lines, stat: text });
}

/** The reader of replies: what it makes of a stream does not depend on how the stream is cut. */
export default {
  id: 'replies',
  seeds: () =>
    recordedSessions().map(({ exchanges }) =>
      Buffer.from(
        exchanges
          .map(({ reply }) => `${reply.lines.join('\r\n')}\r\n`)
          .join('')
          .slice(0, 1500),
      ),
    ),
  read(input, random) {
    const items = createReplyReader({ maxReplyBytes: 2000 }).push(input);
    const reader = createReplyReader({ maxReplyBytes: 2000 });
    const cut: ReplyItem[] = [];
    for (let at = 0; at < input.length;) {
      const end = at + 1 + Math.floor(random() * 60);
      cut.push(...reader.push(input.subarray(at, end)));
      at = end;
    }
    assert.deepEqual(cut, items);
    for (const item of items) understand(item);
    return items.some(({ kind }) => kind === 'reply') ? 'read' : 'refused';
  },
} satisfies Kind;
