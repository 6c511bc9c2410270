import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { suite, test } from 'node:test';
import { findScenario, scenarios } from '../../src/lab/scenarios/index.js';
import type { Scenario } from '../../src/lab/scenario.js';
import { checkScenario } from './check-scenario.js';

const list: readonly Scenario[] = scenarios;

suite('two runs of a scenario are equal, event by event', () => {
  for (const scenario of list) {
    test(scenario.id, async () => {
      const first = await checkScenario(scenario);
      const second = await checkScenario(scenario);
      assert.deepEqual(second.transcript, first.transcript);
      assert.deepEqual(second.network.journal, first.network.journal);
      assert.ok(first.transcript.events.length > 0);
    });
  }
});

suite('after a check nothing is left open on either host', () => {
  for (const scenario of list) {
    test(scenario.id, async () => {
      const { network } = await checkScenario(scenario);
      await network.settle();
      assert.deepEqual([network.leaks('client'), network.leaks('server')], [0, 0]);
    });
  }
});

suite('the list of scenarios', () => {
  test('has every file of its folder, under its own name', () => {
    const files = readdirSync(new URL('../../src/lab/scenarios/', import.meta.url))
      .filter((name) => name.endsWith('.js') && name !== 'index.js')
      .map((name) => name.slice(0, -'.js'.length));
    assert.deepEqual(list.map(({ id }) => id).toSorted(), files.toSorted());
  });

  test('is found by id', () => {
    assert.equal(findScenario('linksys')?.id, 'linksys');
    assert.equal(findScenario('no-such-scenario'), undefined);
  });

  test('uses private and documentation addresses only', () => {
    for (const scenario of list) {
      const { client, server, names } = scenario.build();
      const all = [...client.networks, ...server.networks]
        .map(({ address }) => address)
        .concat([...names.values()].flat());
      for (const address of all) {
        assert.match(address, /^(10\.|192\.168\.|198\.51\.100\.|203\.0\.113\.|2001:db8:)/);
      }
    }
  });
});
