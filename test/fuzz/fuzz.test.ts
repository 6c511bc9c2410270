import assert from 'node:assert/strict';
import { setPriority } from 'node:os';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { corpusOf, fuzz, shownTally } from './fuzz.js';
import { groups } from './kinds/index.js';

/**
 * Seconds for the kinds of one reader together: 60 in CI, few at a desk. The long course before a release is
 * `npm run fuzz -- --course`.
 */
const seconds = Number(process.env['FTPDOCTOR_FUZZ_SECONDS'] ?? (process.env['CI'] === 'true' ? 60 : 1.5));

// What the other tests leave over of the processors is enough.
setPriority(19);

// What a library says on standard error about a file would stand in the middle of our own words.
const warnings: string[] = [];
process.on('warning', ({ message }) => warnings.push(message));

for (const [reader, kinds] of Object.entries(groups)) {
  for (const kind of kinds) {
    test(`${reader}, ${kind.id}: whatever the input, it is read or refused in words`, async (t) => {
      for (const [name, input] of corpusOf(kind)) {
        await assert.doesNotReject(async () => {
          await kind.read(input, () => 0);
        }, name);
      }
      const tally = await fuzz(kind, { seconds: seconds / kinds.length });
      t.diagnostic(shownTally(kind, tally));
      await turn();
      assert.deepEqual(warnings.splice(0), []);
      assert.ok(tally.tried > 0 && tally.read + tally.refused === tally.tried);
    });
  }
}
