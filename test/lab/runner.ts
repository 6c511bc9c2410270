import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Report } from '../../src/model/report.js';
import type { Lab } from './build.js';
import { build } from './build.js';
import { run } from './command.js';
import { startDevices } from './devices.js';
import type { Said } from './judge.js';
import { differences, readReport, said } from './judge.js';
import { projectRoot } from './places.js';
import type { Scenario } from './scenario.js';
import type { Account } from './servers/server.js';
import { COMMAND_LOG, LAB_ROOT } from './servers/server.js';
import { FAR_ENDS, startReflector } from './servers/reflector.js';
import { occupy, products, startGateway, startNameServer, startServer } from './servers/start.js';
import { tlsOf } from './tls-truth.js';
import { untruths } from './truth.js';
import { outsideOf } from './wiring.js';

/** How one scenario went. `got` is null when ftpdoctor was not asked or gave no report. */
export interface Result {
  readonly scenario: Scenario;
  readonly got: Said | null;
  /** Sentences; the scenario went well when there are none. */
  readonly complaints: readonly string[];
}

const ANONYMOUS: Account = { user: 'anonymous', password: 'lab@example.org' };

/** The network wait given to ftpdoctor, so that dead modes cost little. A scenario's own arguments come after it. */
const TIMEOUT = ['--timeout', '3s'];

function accountOf({ server, password }: Scenario): Account {
  const account = server.product in products ? products[server.product as keyof typeof products].account : ANONYMOUS;
  return password === undefined ? account : { ...account, password };
}

/** Runs ftpdoctor on the client's machine. `FTPDOCTOR_BIN` names another entry script. */
function diagnose(scenario: Scenario, lab: Lab, account: Account) {
  const entry = process.env['FTPDOCTOR_BIN'] ?? join(projectRoot, 'bin/ftpdoctor.js');
  const target = scenario.target ?? outsideOf(scenario.wiring);
  const user = account.user === 'anonymous' ? [] : ['--user', account.user];
  const trust = tlsOf(scenario) === null ? [] : ['--ca', join(lab.folder, LAB_ROOT)];
  const { farEnd } = scenario;
  const far =
    farEnd === undefined
      ? []
      : [farEnd.at === 'server' ? '--reflector-only' : '--reflector', farEnd.host ?? FAR_ENDS[farEnd.at]];
  const targets = farEnd?.at === 'server' ? far : [target, ...far];
  const argv = [process.execPath, entry, 'check', ...targets, '--format', 'json', ...user, ...trust, ...TIMEOUT];
  const password = account.user === 'anonymous' ? {} : { FTPDOCTOR_PASSWORD: account.password };
  // No account of whoever runs the tests may play a part.
  const env = { PATH: process.env['PATH'], HOME: lab.folder, ...password };
  return run(lab.on('client', [...argv, ...(scenario.args ?? [])]), { env });
}

/** How many passwords ProFTPD has received. */
async function passwords(lab: Lab): Promise<number> {
  const log = await readFile(join(lab.folder, COMMAND_LOG), 'utf8').catch(() => '');
  return log.split('\n').filter((line) => line.startsWith('PASS ')).length;
}

function farComplaints({ farEnd }: Scenario, { reflector }: Report): readonly string[] {
  if (farEnd === undefined) return [];
  if (reflector === undefined || reflector.problem !== null)
    return [`no comparison: ${reflector?.problem ?? 'none made'}`];
  return farEnd.complaints?.(reflector) ?? [];
}

async function play(scenario: Scenario, lab: Lab, options: { truthOnly: boolean }): Promise<Result> {
  const account = accountOf(scenario);
  await startNameServer(lab);
  await startServer(lab, scenario.server);
  await startDevices(lab, scenario.devices ?? []);
  if (scenario.farEnd !== undefined) await startReflector(lab, scenario.farEnd.at, scenario.farEnd.known);
  if (scenario.gatewayPort !== undefined) await startGateway(lab, scenario.gatewayPort);
  if (scenario.occupied === true) await occupy(lab, outsideOf(scenario.wiring));
  const lies = await untruths(scenario, lab, account);
  if (lies.length > 0 || options.truthOnly) return { scenario, got: null, complaints: lies };

  if (scenario.forgetsAfterMs !== undefined) await pause(scenario.forgetsAfterMs);

  const before = await passwords(lab);
  const output = await diagnose(scenario, lab, account);
  const report = readReport(output);
  const got = said(report, output);
  const complaints = [...differences(scenario.expect, got), ...farComplaints(scenario, report)];
  const sent = (await passwords(lab)) - before;
  if (scenario.expect.passwordsSent !== undefined && sent !== scenario.expect.passwordsSent) {
    complaints.push(`the server received ${sent} passwords, not ${scenario.expect.passwordsSent}`);
  }
  return { scenario, got, complaints };
}

/** Builds a scenario's network, proves that it is broken as meant, has ftpdoctor judge it, and takes it down again. */
export async function runScenario(scenario: Scenario, options = { truthOnly: false }): Promise<Result> {
  const lab = await build(scenario.wiring);
  try {
    return await play(scenario, lab, options);
  } catch (error) {
    return { scenario, got: null, complaints: [error instanceof Error ? error.message : String(error)] };
  } finally {
    await lab.remove();
  }
}
