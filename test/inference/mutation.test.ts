import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import type { Hypothesis, Row, Slot } from '../../src/inference/slot.js';
import { slots } from '../../src/inference/slots.js';
import { judge } from '../../src/judge.js';
import type { Expectation, Scenario } from '../../src/lab/scenario.js';
import { scenarios } from '../../src/lab/scenarios/index.js';
import type { Observations } from '../../src/model/observations.js';
import { observe } from '../../src/observations/observe.js';
import { rules } from '../../src/rules/index.js';
import { checkScenario } from '../lab-simulated/check-scenario.js';
import { complaints } from '../lab-simulated/complaints.js';

/** The transcripts are made once; what follows them is pure, so that each mutation only judges again. */
const seen: { id: string; expect: Expectation; observations: Observations }[] = [];

function failing(tables: readonly Slot[]): string[] {
  return seen.flatMap(({ id, expect, observations }) => {
    const said = judge(observations, rules, tables).findings.map(({ rule, judgement: { confidence } }) => ({
      id: rule.id,
      kind: rule.kind,
      confidence,
    }));
    return complaints(expect, said).length > 0 ? [id] : [];
  });
}

/** The likelihoods the wrong way round, so that the weight changes its sign; a deduction that no longer is one. */
function mutated({ sign, worth, source }: Row): Row {
  if (worth === 'proof') return { sign, source, worth: { ifTrue: 0.5, ifFalse: 0.5 } };
  return { sign, source, worth: { ifTrue: worth.ifFalse, ifFalse: worth.ifTrue } };
}

function changed(change: (one: Hypothesis) => Hypothesis): Slot[] {
  return slots.map((slot) => ({ ...slot, hypotheses: slot.hypotheses.map(change) }));
}

function withRow(old: Row, row: Row): Slot[] {
  return changed((one) => ({ ...one, rows: one.rows.map((each) => (each === old ? row : each)) }));
}

suite('every number of the tables is needed by a scenario', () => {
  before(async () => {
    for (const { id, expect, ...scenario } of scenarios as readonly Scenario[]) {
      const { transcript } = await checkScenario({ id, expect, ...scenario });
      seen.push({ id, expect, observations: observe(transcript) });
    }
  });

  test('with the tables as they are every scenario gets its diagnosis', () => {
    assert.deepEqual(failing(slots), []);
  });

  const rows = new Map(
    slots.flatMap(({ hypotheses }) =>
      hypotheses.flatMap(({ cause, rows: of }) => of.map((row) => [row, cause] as const)),
    ),
  );
  for (const [row, cause] of rows) {
    const what = row.worth === 'proof' ? 'is no longer a proof of' : 'turned round for';
    test(`${row.sign.id} ${what} ${cause}: a scenario fails`, () => {
      assert.notDeepEqual(failing(withRow(row, mutated(row))), []);
    });
  }

  const priors = new Map(
    slots.flatMap(({ hypotheses }) =>
      hypotheses.flatMap(({ cause, prior }) => (prior === undefined ? [] : [[prior, cause] as const])),
    ),
  );
  for (const [prior, cause] of priors) {
    test(`the prior odds of ${cause} turned round: a scenario fails`, () => {
      const turned = { ...prior, p: 1 - prior.p };
      const tables = changed((one) => (one.prior === prior ? { ...one, prior: turned } : one));
      assert.notDeepEqual(failing(tables), []);
    });
  }

  for (const { cause, atMost } of slots.flatMap(({ hypotheses }) => hypotheses)) {
    if (atMost === undefined) continue;
    const limited = (limit: typeof atMost | null): Slot[] =>
      changed(({ atMost: old, ...one }) =>
        one.cause !== cause ? { ...one, ...(old && { atMost: old }) } : { ...one, ...(limit && { atMost: limit }) },
      );
    test(`without the limit of ${cause} a scenario fails`, () => {
      assert.notDeepEqual(failing(limited(null)), []);
    });
    for (const id of atMost.liftedBy) {
      test(`where ${id} does not lift the limit of ${cause}, a scenario fails`, () => {
        assert.notDeepEqual(failing(limited({ ...atMost, liftedBy: atMost.liftedBy.filter((one) => one !== id) })), []);
      });
    }
  }
});
