import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findScenario, type ScenarioId } from '../../src/lab/scenarios/index.js';
import { diagnoseScenario } from '../support/scenario-run.js';

async function outcomes(id: ScenarioId): Promise<Record<string, string>> {
  const scenario = findScenario(id);
  assert.ok(scenario !== undefined);
  const { report } = await diagnoseScenario(scenario);
  return Object.fromEntries(report.advice.clients.map(({ client, outcome }) => [client, outcome]));
}

test('on a healthy server every client lists', async () => {
  for (const [client, outcome] of Object.entries(await outcomes('healthy'))) assert.match(outcome, /^works/, client);
});

test('a private 227 hangs the clients that believe it, and only those', async () => {
  const found = await outcomes('server-behind-nat');
  assert.equal(found['curl >= 7.74'], 'works by EPSV');
  assert.equal(found['lftp'], 'works by PASV');
  assert.equal(found['node-ftp'], 'hangs');
  assert.equal(found['Python ftplib before that'], 'hangs');
  assert.equal(found['Python ftplib since 3.6.14, 3.8.9, 3.9.2'], 'works by PASV');
});

test('with the passive range closed by silence, clients with a fallback to active mode wait first', async () => {
  const found = await outcomes('range-closed');
  assert.equal(found['lftp'], 'hangs');
  assert.equal(found['tnftp'], 'works by PORT, after waiting for the way before it');
  assert.equal(found['WinSCP'], 'hangs');
  assert.equal(found['Windows ftp.exe'], 'works by PORT');
});

test('behind a NAT without ALG active-only clients fail, passive ones do not', async () => {
  const found = await outcomes('linksys-2121');
  assert.equal(found['Windows ftp.exe'], 'fails at once');
  assert.equal(found['WinSCP'], 'works by PASV');
});

test('over IPv6 those that speak it go by EPSV, and active ones by EPRT', async () => {
  const found = await outcomes('ipv6-healthy');
  assert.equal(found['curl >= 7.74'], 'works by EPSV');
  assert.equal(found['Windows ftp.exe'], 'works by EPRT');
  assert.equal(found['node-ftp'], undefined);
});

test('nothing is foretold where there was no login', async () => {
  assert.deepEqual(await outcomes('login-refused'), {});
});
