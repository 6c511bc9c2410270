import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, suite, test } from 'node:test';
import { format } from 'prettier';
import { scenarios } from '../../src/lab/scenarios/index.js';
import type { Scenario } from '../../src/lab/scenario.js';
import { rules } from '../../src/rules/index.js';
import { projectRoot } from '../golden.js';
import { timed, untimed, waiting } from '../lab/scenarios/index.js';
import { checkScenario } from '../lab-simulated/check-scenario.js';
import { lookAlikes } from '../support/look-alikes.js';
import { demanded, forbidden, matrixPage, type Simulated } from './matrix.js';

const real = [...timed, ...untimed, ...waiting];

suite('every finding there is has its scenarios', () => {
  const simulated: Simulated[] = [];
  before(async () => {
    for (const scenario of scenarios as readonly Scenario[]) {
      simulated.push({ id: scenario.id, report: (await checkScenario(scenario)).report });
    }
  });

  test('docs/matrix.md says what they show today', async () => {
    const file = join(projectRoot, 'docs', 'matrix.md');
    const fresh = await format(matrixPage(rules, simulated, real), { parser: 'markdown', printWidth: 120 });
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, fresh);
    const stands = existsSync(file) ? readFileSync(file, 'utf8') : '';
    assert.equal(stands, fresh, 'docs/matrix.md is out of date; run npm run docs');
  });

  for (const rule of rules) {
    test(`${rule.id} is named where it is present, and not where its nearest look-alike is`, () => {
      const pair = lookAlikes.get(rule.id);
      assert.ok(pair !== undefined, `test/support/look-alikes.ts has no pair for ${rule.id}`);
      if (pair.real) {
        const [has, lacks] = [pair.has, pair.lacks].map((id) => real.find((one) => one.id === id));
        assert.ok(has !== undefined && demanded(has).includes(rule.id));
        assert.ok(lacks !== undefined && forbidden(lacks, rule));
        return;
      }
      const [has, lacks] = [pair.has, pair.lacks].map((id) => simulated.find((one) => one.id === id)?.report);
      assert.ok(has?.findings.some(({ id }) => id === rule.id) === true);
      assert.ok(lacks?.findings.every(({ id }) => id !== rule.id) === true);
    });

    test(`${rule.id} is demanded by one scenario of the real network and forbidden by another`, () => {
      assert.ok(real.some((one) => demanded(one).includes(rule.id)));
      assert.ok(real.some((one) => forbidden(one, rule)));
    });
  }

  test('no pair is of a finding that does not exist', () => {
    const known = new Set(rules.map(({ id }) => id));
    assert.deepEqual(
      [...lookAlikes.keys()].filter((id) => !known.has(id)),
      [],
    );
  });
});
