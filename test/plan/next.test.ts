import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { findScenario, scenarios, type ScenarioId } from '../../src/lab/scenarios/index.js';
import type { Scenario } from '../../src/lab/scenario.js';
import type { Report } from '../../src/model/report.js';
import type { ProbeOptions, Target, TargetFacts } from '../../src/model/target.js';
import type { Transcript } from '../../src/model/transcript.js';
import { commandFor } from '../../src/plan/command.js';
import { further } from '../../src/plan/further.js';
import { checkScenario } from '../lab-simulated/check-scenario.js';

interface Changes {
  readonly options?: Partial<ProbeOptions>;
  readonly target?: Partial<Target>;
}

async function reportOf(id: ScenarioId, { options, target }: Changes = {}): Promise<Report> {
  const scenario: Scenario | undefined = findScenario(id);
  assert.ok(scenario !== undefined);
  const changed = {
    ...scenario,
    target: { ...scenario.target, ...target },
    options: { ...scenario.options, ...options },
  };
  return (await checkScenario(changed)).report;
}

/** What each scenario is advised to run next, and what that separates. */
const advised: Readonly<
  Partial<Record<ScenarioId, readonly [command: string, where: string | null, separates: readonly string[]]>>
> = {
  'range-closed': [
    'ftpdoctor check --modes epsv --samples 8 ftp.example.com',
    'from another network',
    ['passive-range-closed', 'client-egress-blocked'],
  ],
  'client-firewall-drop': [
    'ftpdoctor check --modes port ftp.example.com',
    'from another client, one without a firewall',
    ['client-firewall-blocks-callback', 'server-egress-blocked'],
  ],
  'linksys-2121': [
    'ftpdoctor check --alt-port 21 ftp.example.com:2121',
    'if the server answers on that port as well',
    ['client-nat-without-alg', 'alg-bound-to-port-21'],
  ],
  'nat-vsftpd-untold': [
    'ftpdoctor check --alt-port 2121 ftp.example.com',
    'if the server answers on that port as well',
    ['client-nat-without-alg', 'alg-bound-to-port-21'],
  ],
  'dead-port': ['ftpdoctor check --samples 12 ftp.example.com', null, ['passive-range-partial']],
  'large-listing-stalls': [
    'ftpdoctor check --path DIRECTORY ftp.example.com',
    'for a directory with few files, then for one with many',
    ['pmtu-blackhole'],
  ],
  silent: ['ftpdoctor check --timeout 60s ftp.example.com', null, ['not-an-ftp-server', 'banner-delayed']],
  'tls-auth-dropped': ['ftpdoctor check ftpes://ftp.example.com', 'from another network', ['tls-blocked-in-path']],
  'callback-lost-once': ['ftpdoctor watch ftp.example.com', null, ['unexplained-failure']],
  'hairpin-missing': [
    'ftpdoctor check 203.0.113.10',
    'from another network, outside',
    ['hairpin-nat-missing', 'pasv-address-other-host'],
  ],
  'intercepting-proxy-auto': ['ftpdoctor check --depth deep ftp.example.com', null, ['intercepting-proxy']],
  'active-disabled-once': ['ftpdoctor check --modes port,eprt ftp.example.com', null, ['active-disabled']],
};

suite('the next experiment is the one that is expected to teach most for what it costs', () => {
  for (const [id, [command, where, separates]] of Object.entries(advised)) {
    test(`${id}: ${command}${where === null ? '' : `, ${where}`}`, async () => {
      const { advice } = await reportOf(id as ScenarioId);
      assert.deepEqual(advice.nextExperiment, { command, where, separates });
    });
  }

  test('several open questions at once are worth the far end', async () => {
    const next = (await reportOf('all-closed')).advice.nextExperiment;
    assert.equal(next?.command, 'ftpdoctor check --reflector HOST ftp.example.com');
    assert.match(next.where ?? '', /^with "ftpdoctor reflector" running on HOST/);
    assert.ok(next.separates.includes('server-egress-blocked'));
  });

  test('after a quick look it is the usual one', async () => {
    const { advice } = await reportOf('range-closed', { options: { depth: 'quick' } });
    assert.deepEqual(advice.nextExperiment, {
      command: 'ftpdoctor check ftp.example.com',
      where: null,
      separates: ['passive-range-closed', 'client-egress-blocked'],
    });
  });

  test('what was turned away is not advised again', async () => {
    const { advice } = await reportOf('second-port-closed');
    assert.doesNotMatch(advice.nextExperiment?.command ?? '', /--alt-port/);
  });

  test('it asks the same of the same server: user, path, timeout and active mode as they were', async () => {
    const changes: Changes = {
      target: { user: "o'neil", path: '/a b' },
      options: { timeoutMs: 2000, activeAddress: '203.0.113.1', activePorts: { low: 50_200, high: 50_220 } },
    };
    const { advice } = await reportOf('dead-port', changes);
    assert.match(
      advice.nextExperiment?.command ?? '',
      /^ftpdoctor check --user 'o'\\''neil' --path '\/a b' --active-address 203\.0\.113\.1 --active-ports 50200-50220 --timeout 2000ms --samples 12 ftp\.example\.com$/,
    );
  });

  test('elsewhere the addresses of this machine mean nothing', () => {
    const target: TargetFacts = {
      host: '2001:db8::1',
      port: 2121,
      tls: 'explicit',
      user: 'anonymous',
      path: '',
      modes: null,
      depth: 'auto',
      timeoutMs: 8000,
      advertised: 'probe',
      activeAddress: '203.0.113.1',
      activePorts: null,
      assertions: { require: [], expectAddress: null, expectRange: null, expectTls: null },
      bind: '198.51.100.20',
      tlsInsecure: true,
      ownRoots: true,
    };
    const other = { options: '--modes eprt', elsewhere: true } as const;
    const command = "ftpdoctor check --tls-insecure --ca FILE --modes eprt 'ftpes://[2001:db8::1]:2121'";
    assert.equal(commandFor(target, other), command);
  });
});

test('where every mode lists, or each failure has its proof, nothing is left to be run', async () => {
  for (const id of ['healthy', 'pasv-loopback', 'passive-disabled', 'double-nat', 'range-refused'] as const) {
    assert.equal((await reportOf(id)).advice.nextExperiment, null, id);
  }
});

suite('over all scenarios', () => {
  const reports: { id: string; report: Report; transcript: Transcript }[] = [];
  before(async () => {
    for (const scenario of scenarios as readonly Scenario[]) {
      for (const depth of ['quick', 'auto'] as const) {
        const changed = { ...scenario, options: { ...scenario.options, depth } };
        reports.push({ id: scenario.id, ...(await checkScenario(changed)) });
      }
      if (scenario.id === 'dead-port') {
        const options = { ...scenario.options, samples: 12 };
        reports.push({ id: 'dead-port', ...(await checkScenario({ ...scenario, options })) });
      }
    }
  });

  test('whatever is left unproven of a mode that fails, there is something to run', () => {
    const silent = reports.flatMap(({ id, report: { findings, advice } }) => {
      const causes = findings.filter(({ kind, id: cause }) => kind === 'cause' || cause === 'unexplained-failure');
      const sure = causes.filter(({ confidence, kind }) => confidence === 'proven' && kind === 'cause');
      const proven = sure.flatMap(({ affects }) => affects);
      const open = causes.filter((one) => !sure.includes(one) && one.affects.some((mode) => !proven.includes(mode)));
      return open.length > 0 && advice.nextExperiment === null ? [`${id}: ${open.map((one) => one.id).join()}`] : [];
    });
    assert.deepEqual(silent, []);
  });

  test('nothing is to be told apart that is ruled out', () => {
    const settled = reports.flatMap(({ id, report: { advice, ruledOut } }) =>
      ruledOut.filter((one) => advice.nextExperiment?.separates.includes(one.id)).map((one) => `${id}: ${one.id}`),
    );
    assert.deepEqual(settled, []);
  });

  test('each further experiment is advised somewhere', () => {
    const idle = new Set(further);
    for (const { report, transcript } of reports) {
      const next = report.advice.nextExperiment;
      for (const one of further) {
        const host = next?.command.split(' ').at(-1) ?? '';
        const target = one.host === undefined ? transcript.target : { ...transcript.target, host };
        if (next?.where === one.where && next.command === commandFor(target, one)) idle.delete(one);
      }
    }
    assert.deepEqual([...idle], []);
  });
});
