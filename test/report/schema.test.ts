import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import type { ValidateFunction } from 'ajv';
import { jsonSchema } from '../../src/formats/schema.js';
import { scenarios } from '../../src/lab/scenarios/index.js';
import { diagnoseScenario } from '../support/scenario-run.js';

let validate: ValidateFunction;

before(async () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  validate = ajv.compile(JSON.parse(await jsonSchema()) as object);
});

for (const scenario of scenarios) {
  test(`the report of ${scenario.id} fits the published schema`, async () => {
    const { report } = await diagnoseScenario(scenario);
    assert.ok(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors));
  });
}

test('a report without a verdict does not fit the schema', async () => {
  const [first] = scenarios;
  const { report } = await diagnoseScenario(first);
  assert.equal(validate({ ...report, verdict: 'fine' }), false);
});
