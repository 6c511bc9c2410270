import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { probeOptionsOf } from '../../src/cli/check-options.js';
import { experiments } from '../../src/experiments/index.js';
import { scenarios } from '../../src/lab/scenarios/index.js';
import type { Scenario } from '../../src/lab/scenario.js';
import type { ProbeOptions } from '../../src/model/target.js';
import { planText } from '../../src/plan/text.js';
import { checkScenario } from '../lab-simulated/check-scenario.js';

function planOf(options: Partial<ProbeOptions>): string {
  return planText('h:21', { ...probeOptionsOf({}), ...options }, experiments).join('\n');
}

suite('the plan tells what a check would do', () => {
  test('quick: the four modes and nothing else, on at most 12 control connections', () => {
    const plan = planOf({ depth: 'quick' });
    assert.deepEqual(
      [...plan.matchAll(/^ {3}(\S+)/gm)].map(([, id]) => id),
      ['passive-pasv', 'passive-epsv', 'active-port', 'active-eprt'],
    );
    assert.match(plan, /Nothing follows[^]*At most 12 control connections/);
  });

  test('auto: what may follow, and both limits', () => {
    const plan = planOf({});
    assert.match(plan, /only while something is undecided[^]*passive-ports +4 connections, 20 s: Sample/);
    assert.match(plan, /At most 40 control connections in all; no follow-up begins that could end more than 60 s/);
    assert.doesNotMatch(plan, /idle-ladder|alternate-port|third-party/);
  });

  test('what an option asks for is told apart from what may follow', () => {
    const plan = planOf({ altPort: 2121, samples: 8 });
    const [, asked = ''] = /because an option asks for it:\n([^]*?)\nThen, round/.exec(plan) ?? [];
    assert.match(asked, /passive-ports[^]*alternate-port/);
  });

  test('only the modes that were named', () => {
    assert.doesNotMatch(planOf({ modes: ['EPSV'] }), /active-port|passive-pasv /);
  });
});

test('no check in any depth runs what its plan does not name', async () => {
  for (const scenario of scenarios as readonly Scenario[]) {
    for (const depth of ['quick', 'auto', 'deep'] as const) {
      const options = { ...scenario.options, depth };
      const { transcript } = await checkScenario({ ...scenario, options });
      const plan = planOf(options);
      for (const { experiment } of transcript.runs) {
        assert.ok(plan.includes(`\n   ${experiment} `), `${scenario.id}, ${depth}: ${experiment}`);
      }
    }
  }
});
