import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules } from '../../src/rules/index.js';
import type { Scenario } from './scenario.js';
import { timed, untimed, waiting } from './scenarios/index.js';

const all: readonly Scenario[] = [...timed, ...untimed, ...waiting];

/** What a scenario must find. Of several ids of which any will do, none is a must. */
function musts({ expect: { first, also = [], notes = [] } }: Scenario): readonly string[] {
  return [...(typeof first === 'string' ? [first] : []), ...also, ...notes];
}

test('every finding is present in a scenario on real networks', () => {
  const found = new Set(all.flatMap(musts));
  assert.deepEqual(
    rules.map(({ id }) => id).filter((id) => !found.has(id)),
    [],
  );
});

test('every risk and note is missed in another; no cause may be claimed beyond those that a scenario names', () => {
  const missed = new Set(all.flatMap(({ expect: { silent = [] } }) => silent));
  assert.deepEqual(
    rules.filter(({ kind, id }) => kind !== 'cause' && !missed.has(id)).map(({ id }) => id),
    [],
  );
});
