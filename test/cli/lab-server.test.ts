import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test } from 'node:test';
import { assertionsOf, probeOptionsOf } from '../../src/cli/check-options.js';
import { serveScenario, whyNotServed } from '../../src/cli/lab-server/serve.js';
import { check } from '../../src/diagnose.js';
import { findScenario, scenarios } from '../../src/lab/scenarios/index.js';
import type { Report } from '../../src/model/report.js';
import type { Mode } from '../../src/model/target.js';
import { tcpNetwork } from '../../src/network/tcp.js';

/** What a check over real loopback says of a served scenario. */
async function checkServed(id: string, modes: readonly Mode[]): Promise<Report> {
  const scenario = findScenario(id);
  assert.ok(scenario !== undefined);
  const lost: unknown[] = [];
  const served = await serveScenario(scenario, { host: '127.0.0.1', port: 0 }, (error) => lost.push(error));
  const stop = new AbortController();
  try {
    const target = { ...scenario.target, host: served.host, port: served.port };
    const options = { ...probeOptionsOf({}), modes, timeoutMs: 3000, advertised: 'skip', depth: 'quick' } as const;
    const { report } = await check(target, options, assertionsOf({}), tcpNetwork({ signal: stop.signal }));
    assert.deepEqual(lost, []);
    return report;
  } finally {
    stop.abort();
    await served.close();
  }
}

function outcomes(report: Report): string[] {
  return report.attempts.map(({ mode, reached, failure }) => `${mode} ${reached} ${failure?.kind ?? ''}`.trim());
}

test('a served healthy server lists its directory to a real client in every mode', async () => {
  const report = await checkServed('healthy', ['PASV', 'EPSV', 'PORT', 'EPRT']);
  assert.deepEqual(outcomes(report), ['PASV completed', 'EPSV completed', 'PORT completed', 'EPRT completed']);
  assert.ok(report.attempts.every(({ entries }) => entries === 2));
});

test('a served server that names its LAN address names it to a real client', async () => {
  const report = await checkServed('server-behind-nat', ['PASV', 'EPSV']);
  assert.equal(report.attempts[0]?.advertised?.host, '10.0.0.10');
  assert.equal(report.attempts[1]?.reached, 'completed');
});

test('passive ports that refuse in the simulation refuse a real client', async () => {
  const report = await checkServed('range-refused', ['PASV', 'EPSV']);
  assert.deepEqual(outcomes(report), ['PASV negotiated refused', 'EPSV negotiated refused']);
});

test('passive ports that swallow SYNs in the simulation leave a real client hanging', async () => {
  const report = await checkServed('range-closed', ['PASV']);
  assert.equal(report.attempts[0]?.failure?.kind, 'timed-out');
});

/** A client of a served scenario that has logged in: sends a command and waits for a line of the reply. */
type Ask = (command: string, until: RegExp) => Promise<void>;

async function asClientOf(id: string, talk: (ask: Ask) => Promise<void>, now?: () => number): Promise<void> {
  const scenario = findScenario(id);
  assert.ok(scenario !== undefined);
  const served = await serveScenario(scenario, { host: '127.0.0.1', port: 0 }, () => undefined, now);
  const socket = connect(served.port, served.host);
  try {
    let heard = '';
    socket.on('data', (chunk) => {
      heard += String(chunk);
      socket.emit('heard');
    });
    const until = async (pattern: RegExp): Promise<void> => {
      while (!pattern.test(heard)) await once(socket, 'heard');
    };
    const ask: Ask = async (command, pattern) => {
      socket.write(`${command}\r\n`);
      await until(pattern);
    };
    await until(/^220 [^\n]*\n/m);
    await ask('USER anonymous', /^331 [^\n]*\n/m);
    await ask('PASS x', /^230 [^\n]*\n/m);
    await talk(ask);
  } finally {
    socket.destroy();
    await served.close();
  }
}

test('a port of another host in PORT is never called', { timeout: 20_000 }, async () => {
  await asClientOf('healthy', (ask) => ask('PORT 127,0,0,9,4,1', /^500 Illegal PORT command/m));
});

test(
  'a client that rests as long as the scenario allows is ended as in the scenario',
  { timeout: 20_000 },
  async () => {
    let time = 0;
    await asClientOf(
      'server-idle-short',
      async (ask) => {
        await ask('NOOP', /^200 [^\n]*\n/m);
        time += 121_000;
        await ask('NOOP', /^421 [^\n]*\n/m);
      },
      () => time,
    );
  },
);

test('scenarios that loopback cannot show say why, and most can be served', () => {
  const why = (id: string): string =>
    scenarios
      .filter((one) => one.id === id)
      .map(whyNotServed)
      .join();
  assert.match(why('linksys-tls'), /TLS/);
  assert.match(why('control-refused'), /no control connection/);
  const refused = scenarios.filter((one) => whyNotServed(one) !== null);
  assert.ok(refused.length < scenarios.length / 3, String(refused.length));
});
