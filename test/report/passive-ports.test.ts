import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findScenario, type ScenarioId } from '../../src/lab/scenarios/index.js';
import type { Report } from '../../src/model/report.js';
import { assertionsOf, probeOptionsOf } from '../../src/cli/check-options.js';
import { check } from '../../src/diagnose.js';
import { simulate } from '../../src/lab/network.js';

type Ports = NonNullable<Report['passivePorts']>;

async function portsOf(id: ScenarioId, samples: number, expectRange?: string): Promise<Ports> {
  const scenario = findScenario(id);
  assert.ok(scenario !== undefined);
  const options = { ...probeOptionsOf({}), ...scenario.options, samples };
  const assertions = { ...assertionsOf({}), ...(expectRange === undefined ? {} : rangeOf(expectRange)) };
  const at = { startedAt: '2026-01-01T00:00:00.000Z' };
  const { report } = await check(scenario.target, options, assertions, simulate(scenario), at);
  assert.ok(report.passivePorts !== null);
  return report.passivePorts;
}

function rangeOf(text: string): { expectRange: { low: number; high: number } } {
  const [low = 0, high = 0] = text.split('-').map(Number);
  return { expectRange: { low, high } };
}

test('random ports give an estimate that holds the real range nearly, and say how unsure it is', async () => {
  // The range of the lab is 50000 to 50099.
  const ports = await portsOf('healthy', 12);
  assert.equal(ports.order, 'random');
  const [low = 0, high = 0] = ports.estimatedRange ?? [];
  assert.ok(low <= ports.min && high >= ports.max);
  assert.ok(high - low + 1 < 200, `${low} to ${high}`);
  const bound = Number(/up to (\d+) would/.exec(ports.uncertainty ?? '')?.[1]);
  assert.ok(bound >= 100, `the real range of 100 ports is not excluded: ${bound}`);
  assert.match(ports.capacity ?? '', /TIME_WAIT/);
});

test('ports in order give no ends', async () => {
  const ports = await portsOf('ports-in-order', 8);
  assert.equal(ports.order, 'sequential');
  assert.equal(ports.estimatedRange, null);
  assert.match(ports.uncertainty ?? '', /not where the range ends/);
});

test('a single port is told as the whole range, and what it carries', async () => {
  const ports = await portsOf('range-of-one', 4);
  assert.equal(ports.order, 'fixed');
  assert.match(ports.capacity ?? '', /^One port carries one transfer/);
});

test('too few ports are said to be too few', async () => {
  const ports = await portsOf('healthy', 1);
  assert.equal(ports.order, null);
  assert.match(ports.uncertainty ?? '', /too few/);
  assert.equal(ports.capacity, null);
});

test('a port that devices treat as another protocol is named, and it is the dead one', async () => {
  const ports = await portsOf('sip-port', 10);
  assert.deepEqual(ports.deadPorts, [5060]);
  assert.ok(ports.intercepted.some(({ port, protocol }) => port === 5060 && protocol === 'SIP'));
});

test('a closed range has no single dead ports', async () => {
  assert.deepEqual((await portsOf('range-refused', 8)).deadPorts, []);
});

test('ports outside the expected range contradict it, ports inside do not', async () => {
  assert.match((await portsOf('healthy', 8, '40000-40100')).contradiction ?? '', /Expected 40000 to 40100/);
  assert.equal((await portsOf('healthy', 8, '50000-50099')).contradiction, null);
});
