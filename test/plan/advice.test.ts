import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { suite, test } from 'node:test';
import { readArguments } from '../../src/cli/arguments.js';
import { checkOptions, probeOptionsOf } from '../../src/cli/check-options.js';
import { farEndOptions } from '../../src/cli/far-end.js';
import { targetsOf } from '../../src/cli/targets.js';
import { findScenario, scenarios } from '../../src/lab/scenarios/index.js';
import type { Scenario } from '../../src/lab/scenario.js';
import type { Report } from '../../src/model/report.js';
import type { ProbeOptions, Target } from '../../src/model/target.js';
import { checkScenario } from '../lab-simulated/check-scenario.js';

/** Longer chains than this would lead nobody anywhere. */
const mostSteps = 4;

/** The words of a command line as a shell splits them. */
function wordsOf(command: string): string[] {
  const plain = /^[\w.,:/@%+= -]+$/.test(command);
  if (plain) return command.split(' ');
  return execFileSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' })
    .trimEnd()
    .split('\n');
}

/** What the program makes of an advised command. */
async function read(command: string): Promise<{ target: Target; options: ProbeOptions }> {
  const [program, verb, ...rest] = wordsOf(command);
  assert.deepEqual([program, verb], ['ftpdoctor', 'check']);
  const { operands, words } = readArguments(rest, { ...checkOptions, ...farEndOptions }, 'check');
  assert.equal(operands.length, 1, command);
  const [target] = await targetsOf(operands, words, {
    env: { FTPDOCTOR_PASSWORD: 'x' },
    warn: (text) => assert.fail(text),
  });
  assert.ok(target !== undefined);
  return { target, options: probeOptionsOf(words) };
}

/** Causes and unexplained failures whose modes have no proof. */
function unproven({ findings }: Report): readonly string[] {
  const named = findings.filter(({ kind, id }) => kind === 'cause' || id === 'unexplained-failure');
  const proven = new Set(named.flatMap(({ confidence, affects }) => (confidence === 'proven' ? affects : [])));
  return named
    .filter(({ confidence, affects }) => confidence !== 'proven' && affects.some((mode) => !proven.has(mode)))
    .map(({ id }) => id);
}

const canBeRunHere = ({ where }: NonNullable<Report['advice']['nextExperiment']>): boolean =>
  where === null || /^if the server answers/.test(where);

suite('who follows the advice as far as it goes here is told something new at each step', () => {
  for (const scenario of scenarios as readonly Scenario[]) {
    test(scenario.id, async () => {
      const before = new Set<string>();
      let changed: Scenario = { ...scenario, options: { ...scenario.options, depth: 'quick' } };
      for (;;) {
        const { report } = await checkScenario(changed);
        const next = report.advice.nextExperiment;
        if (next === null) {
          assert.deepEqual(unproven(report), [], 'nothing is left to be run');
          return;
        }
        // Who watches waits, and is told what there is to tell as it comes.
        if (next.command.startsWith('ftpdoctor watch ')) return;
        const { target, options } = await read(next.command);
        const { host, port, tls, user, path } = scenario.target;
        if (!canBeRunHere(next)) return;
        assert.deepEqual({ ...target, password: '' }, { host, port, tls, user, path, password: '' });
        assert.ok(!before.has(next.command), `advised a second time: ${next.command}`);
        before.add(next.command);
        assert.ok(before.size <= mostSteps, [...before].join('\n'));
        changed = { ...scenario, options };
      }
    });
  }
});

test('what was given on the command line is there again, whatever characters it holds', async () => {
  const odd: Partial<Target> = { user: "-o'neil $HOME", path: '/a b/`id`' };
  const asked: Partial<ProbeOptions> = {
    ...{ family: 4, ftpHost: 'files.example.com', bind: '192.168.1.100', samples: 5, altPort: 21 },
    timeoutMs: 2000,
  };
  const scenario: Scenario | undefined = findScenario('linksys-compared');
  assert.ok(scenario !== undefined);
  const target = { ...scenario.target, ...odd };
  const next = (await checkScenario({ ...scenario, target, options: asked })).report.advice.nextExperiment;
  assert.match(next?.where ?? '', /reflector/);
  const again = await read(next?.command ?? '');
  assert.deepEqual([again.target.user, again.target.path], [odd.user, odd.path]);
  assert.deepEqual({ ...again.options, ...asked }, again.options);
});
