import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Middlebox } from '../../src/lab/middlebox.js';
import { ftp, target, world } from '../../src/lab/parts.js';
import type { Service } from '../../src/lab/service.js';
import { diagnoseScenario } from '../support/scenario-run.js';

/** A box that never delivers what the server says on the first connections. */
function losesGreetings(connections: number): Middlebox {
  const seen = new Set<number>();
  return {
    name: 'lossy link',
    outside: [],
    segment({ text, direction, flow }) {
      if (direction === 'to-server') return text;
      seen.add(flow.from.port);
      return [...seen].indexOf(flow.from.port) < connections ? null : text;
    },
  };
}

const scenario = (connections: number) => ({
  id: 'lost-greeting',
  title: 'a greeting is lost',
  story: '',
  target: target(),
  expect: { verdict: 'healthy', first: null } as const,
  build: () => world({ near: [losesGreetings(connections)] }),
});

test('a greeting that is lost once is asked for a second time, and the path is healthy', async () => {
  // One for the greeting, one for the ClientHello that asks whether the port speaks TLS.
  const { report } = await diagnoseScenario(scenario(2));
  assert.equal(report.verdict, 'healthy');
  assert.deepEqual(
    report.findings.filter(({ kind }) => kind === 'cause'),
    [],
  );
});

test('a port that stays silent both times is no FTP server', async () => {
  const { report } = await diagnoseScenario(scenario(100));
  assert.equal(report.verdict, 'broken');
  assert.equal(report.findings[0]?.id, 'not-an-ftp-server');
});

test('one greeting that is late, as after a lost packet, is no habit of the server', async () => {
  const [late, prompt] = [ftp({ greetingMs: 3300 }), ftp()];
  let connections = 0;
  const service: Service = (control, machine) => {
    connections += 1;
    (connections === 1 ? late : prompt)(control, machine);
  };
  const { report } = await diagnoseScenario({ ...scenario(0), build: () => world({ services: { 21: service } }) });
  assert.equal(report.verdict, 'healthy');
  assert.ok(report.undetermined.some(({ id }) => id === 'banner-delayed'));
});
