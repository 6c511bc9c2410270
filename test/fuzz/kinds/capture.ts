import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from '../../../src/report/build.js';
import { rules } from '../../../src/rules/index.js';
import { fixture, framesOf, itemsOf, pcapngOf } from '../../explain/capture/frames.js';
import { projectRoot } from '../../golden.js';
import type { Kind } from '../kind.js';

const judged = 0.05;
const names = readdirSync(join(projectRoot, 'fixtures/captures')).filter((name) => /\.pcap(ng|\.gz)?$/.test(name));

/** The reader of captures, pcap and pcapng of either byte order, gzip as well. */
export default {
  id: 'capture',
  seeds: () => [
    ...names.map(fixture),
    pcapngOf(framesOf(fixture('passive.pcap')), { little: false, nano: true }),
    pcapngOf(framesOf(fixture('explicit-tls.pcap')), { little: true, nano: false }),
  ],
  async read(input, random) {
    let sessions = 0;
    for (const item of await itemsOf(input, 1 + Math.floor(random() * 5000))) {
      if (item.kind === 'trouble') assert.match(item.text, /(?:packet|offset) \d/);
      if (item.kind !== 'session') continue;
      sessions++;
      const { transcript } = item.session;
      for (const { startedMs, finishedMs } of transcript.events) assert.ok(startedMs >= 0 && finishedMs >= startedMs);
      if (random() < judged) explain(transcript, rules);
    }
    return sessions > 0 ? 'read' : 'refused';
  },
} satisfies Kind;
