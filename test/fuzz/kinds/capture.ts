import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { explain } from '../../../src/report/build.js';
import { rules } from '../../../src/rules/index.js';
import { fixture, framesOf, ipOf, itemsOf, pcapngOf, pcapOf } from '../../explain/capture/frames.js';
import { projectRoot } from '../../golden.js';
import type { Ending, Kind } from '../kind.js';
import { mutate } from '../mutate.js';

/** Judging is slower than reading, so only some are judged. */
const judged = 0.05;
const named = (end: string): string[] =>
  readdirSync(join(projectRoot, 'fixtures/captures')).filter((name) => name.endsWith(end));
const rawIp = 101;

async function read(input: Buffer, random: () => number, packingDamaged = false): Promise<Ending> {
  let sessions = 0;
  const items = await itemsOf(input, 1 + Math.floor(random() * 5000));
  // What is found does not depend on the pieces, but for what can be unpacked before a damaged place.
  if (!packingDamaged && random() < judged) assert.deepEqual(items, await itemsOf(input, input.length));
  for (const item of items) {
    if (item.kind === 'trouble') assert.match(item.text, /(?:packet|offset) \d/);
    if (item.kind !== 'session') continue;
    sessions++;
    const { transcript } = item.session;
    for (const { startedMs, finishedMs } of transcript.events) assert.ok(startedMs >= 0 && finishedMs >= startedMs);
    if (random() < judged) explain(transcript, rules);
  }
  return sessions > 0 ? 'read' : 'refused';
}

const plain = (): Buffer[] => named('.pcap').map(fixture);

/** The reader of captures: pcap and pcapng of either byte order and resolution, on several links, and gzip of them. */
export default [
  {
    id: 'capture-pcap',
    seeds: () => {
      const frames = framesOf(fixture('passive.pcap'));
      const bare = frames.map((frame) => ({ ...frame, bytes: ipOf(frame) }));
      return [...plain(), pcapOf(frames, { little: false, nano: true }), pcapOf(bare, { link: rawIp })];
    },
    read,
  },
  {
    id: 'capture-pcapng',
    seeds: () => [
      ...named('.pcapng').map(fixture),
      pcapngOf(framesOf(fixture('passive.pcap')), { little: false, nano: true }),
      pcapngOf(framesOf(fixture('explicit-tls.pcap')), { little: true, nano: false }),
      pcapngOf(framesOf(fixture('private-address-client.pcap')), { little: false, nano: false }),
    ],
    read,
  },
  {
    id: 'capture-gzip',
    seeds: () => [...plain(), ...named('.pcapng').map(fixture)],
    /** Damaged inside, and in every other input around it too. */
    read: (input, random) => {
      const packed = gzipSync(input, { level: 1 });
      const damaged = random() >= 0.5;
      return read(damaged ? mutate(packed, random) : packed, random, damaged);
    },
  },
] satisfies readonly Kind[];
