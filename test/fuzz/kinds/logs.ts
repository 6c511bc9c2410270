import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { explainInputs } from '../../../src/explain/explanation.js';
import { inputOf, type Input } from '../../../src/explain/input.js';
import { linesOf } from '../../../src/explain/log/lines.js';
import { unpasted } from '../../../src/explain/paste.js';
import { readSource } from '../../../src/explain/read-source.js';
import { readers } from '../../../src/explain/readers/index.js';
import type { Item, Reader } from '../../../src/explain/source.js';
import { cases } from '../../explain/cases.js';
import { fixture } from '../../explain/fixtures.js';
import { pieces, type Kind } from '../kind.js';

/** Each fixture is cut into windows of this length, which overlap, so that an input is read at once. */
const seedLength = 1500;
const mostWindows = 4;
/** Judging is slower than reading, so only some are judged. */
const judged = 0.05;

/** Where a log gets to the point: some programs say a lot about themselves before the first session. */
function windowsOf(whole: Buffer): Buffer[] {
  const from = Math.max(0, whole.indexOf('USER') - seedLength / 2);
  return Array.from({ length: mostWindows }, (_, n) =>
    whole.subarray(from + (n * seedLength) / 2, from + (n * seedLength) / 2 + seedLength),
  ).filter(({ length }, n) => n === 0 || length > seedLength / 2);
}

/** What a reader finds; the moment at which a session began is left out, since that of reading stands in for it. */
async function itemsOf(reader: Reader, input: Buffer, size: number): Promise<readonly Item[]> {
  const items: Item[] = [];
  await reader.read(pieces(input, size), 'fuzz', (item) => {
    if (item.kind !== 'session') items.push(item);
    else {
      const { session } = item;
      items.push({ kind: 'session', session: { ...session, transcript: { ...session.transcript, startedAt: '' } } });
    }
  });
  return items;
}

function logKind(reader: Reader): Kind {
  return {
    id: `log-${reader.id}`,
    seeds: () =>
      cases.filter(([, format]) => format === reader.id).flatMap(([file]) => windowsOf(readFileSync(fixture(file)))),
    async read(input, random) {
      const size = 1 + Math.floor(random() * 5000);
      let found = 0;
      // Forced upon the reader although it may not know the text any more.
      await reader.read(pieces(input, size), 'fuzz', (item) => {
        found++;
        if (item.kind === 'session')
          for (const { startedMs, finishedMs } of item.session.transcript.events) assert.ok(finishedMs >= startedMs);
      });
      assert.ok(found <= 1000);
      if (random() < judged) {
        assert.deepEqual(await itemsOf(reader, input, size), await itemsOf(reader, input, input.length));
        const { source } = await readSource(await inputOf('fuzz', 'fuzz', pieces(input, size)), 0, () => false);
        for (const text of source.troubles) assert.doesNotMatch(text, /could not be (?:judged|read)/);
        // Nothing is lost in silence: what holds no session says why.
        assert.ok(source.sessions + source.clues + source.troubles.length > 0);
      }
      return found > 0 ? 'read' : 'refused';
    },
  };
}

async function linesIn(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  let count = 0;
  for await (const { lines } of linesOf(chunks)) count += lines.length;
  return count;
}

/** Logs as people paste them, with the layer that takes off what is around their lines. */
const pasted: Kind = {
  id: 'log-pasted',
  seeds: () => cases.filter(([file]) => file.includes('/paste-')).map(([file]) => readFileSync(fixture(file))),
  async read(input, random) {
    const size = 1 + Math.floor(random() * 5000);
    const given = (): Promise<Input> => inputOf('fuzz', 'fuzz', pieces(input, size));
    // What is said of a line names its number, so there must be as many as before.
    assert.equal(await linesIn((await unpasted(await given())).chunks()), await linesIn(pieces(input)));
    const { sources } = await explainInputs([await given()]);
    for (const { sessions, clues, troubles } of sources) {
      for (const text of troubles) assert.doesNotMatch(text, /could not be (?:judged|read)/);
      assert.ok(sessions + clues + troubles.length > 0);
    }
    return sources.some(({ sessions, clues }) => sessions + clues > 0) ? 'read' : 'refused';
  },
};

/** One kind for each reader of logs that the fixtures cover, and one for pasted logs. */
export default [...readers.filter(({ id }) => cases.some(([, format]) => format === id)).map(logKind), pasted];
