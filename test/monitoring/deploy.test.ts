import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createAuthenticate } from '../../src/exporter/authenticate.js';
import { parseConfig } from '../../src/exporter/config.js';
import { parseWebConfig } from '../../src/exporter/web-config.js';
import { createStatistics } from '../../src/exporter/statistics.js';
import { readTargets } from '../../src/fleet/load.js';
import prometheus from '../../src/formats/prometheus.js';
import { style } from '../formats/styles.js';
import { doubleFault } from '../formats/reports.js';
import { projectRoot } from '../lab/places.js';
import { at, checker, deployFile, deployText, documents, type Tree } from './deployed.js';
import { schemaFaults } from './kubernetes-schema.js';
import { main } from './path.js';

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'ftpdoctor-deploy-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

/** Names of all metrics that a scrape of the exporter brings. */
const exposed = new Set(
  [...`${prometheus.render(doubleFault, style())}${createStatistics('0').text(0, 0)}`.matchAll(/^# TYPE (\S+)/gm)]
    .map(([, name]) => name ?? '')
    .concat('up', 'probe_duration_seconds', 'ftpdoctor_result_age_seconds'),
);

function unknownMetrics(expression: string): string[] {
  return [...expression.matchAll(/\b(?:ftpdoctor|probe|process|nodejs)_\w+|\bup\b/g)]
    .map(([name]) => name)
    .filter((name) => !exposed.has(name));
}

for (const name of ['prometheus.yml', 'sharded.yml']) {
  test(`promtool accepts ${name}`, (t) => {
    checker(t, 'promtool', 'check', 'config', deployFile('prometheus', name));
  });
}

test('the alert rules pass their tests', (t) => {
  checker(t, 'promtool', 'check', 'rules', '--lint=all', '--lint-fatal', deployFile('prometheus/ftpdoctor.rules.yml'));
  checker(t, 'promtool', 'test', 'rules', deployFile('prometheus/ftpdoctor.rules.test.yml'));
});

test('every alert has a test, and asks only for metrics that exist', () => {
  const [rules] = documents(deployText('prometheus/ftpdoctor.rules.yml'));
  const list = at(rules, 'groups', 0, 'rules') as readonly { readonly alert: string; readonly expr: string }[];
  assert.ok(list.length >= 9);
  const tests = deployText('prometheus/ftpdoctor.rules.test.yml');
  for (const { alert, expr } of list) {
    assert.ok(tests.includes(`alertname: ${alert}\n`), `${alert} has no test`);
    assert.deepEqual(unknownMetrics(expr), [], alert);
  }
});

test('every panel of the dashboard asks what Prometheus understands and the exporter exposes', (t) => {
  const dashboard = JSON.parse(deployText('grafana/dashboards/ftpdoctor.json')) as Tree;
  const panels = dashboard['panels'] as readonly { title: string; targets: readonly { expr: string }[] }[];
  const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  assert.ok(expressions.length >= 12);
  for (const expression of expressions) assert.deepEqual(unknownMetrics(expression), []);
  const file = join(folderFor(t), 'rules.yml');
  const rules = expressions.map((expr, number) => ({
    record: `panel:${number}`,
    expr: expr.replaceAll('$__rate_interval', '5m'),
  }));
  writeFileSync(file, JSON.stringify({ groups: [{ name: 'panels', rules }] }));
  checker(t, 'promtool', 'check', 'rules', file);
});

test('the example configurations are accepted, and the hash is that of the password it names', async (t) => {
  const config = await parseConfig('exporter.yml', deployText('exporter.yml'), {});
  assert.deepEqual([...config.modules.keys()], ['default', 'passive', 'contract', 'tls']);
  const folder = folderFor(t);
  const pair = ['-keyout', join(folder, 'exporter.key'), '-out', join(folder, 'exporter.crt')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-subj', '/CN=x'];
  if (checker(t, 'openssl', 'req', '-x509', '-nodes', '-days', '1', ...curve, ...pair) === null) return;
  const { users } = await parseWebConfig(join(folder, 'web.yml'), deployText('web-config.yml'));
  const header = `Basic ${Buffer.from('prometheus:change me').toString('base64')}`;
  assert.equal(users === null ? 'open' : await createAuthenticate()(users, header), 'yes');
});

test('the Kubernetes objects are whole, unprivileged, and say what the program understands', async () => {
  const objects = ['exporter.yml', 'sweep.yml'].flatMap((name) => documents(deployText('kubernetes', name)));
  assert.deepEqual(
    objects.map(({ apiVersion, kind }) => `${String(apiVersion)} ${String(kind)}`),
    [
      'v1 ConfigMap',
      'apps/v1 Deployment',
      'v1 Service',
      'networking.k8s.io/v1 NetworkPolicy',
      'v1 ConfigMap',
      'batch/v1 Job',
    ],
  );
  const workloads = objects.filter(({ kind }) => kind === 'Deployment' || kind === 'Job');
  const maps = objects.filter(({ kind }) => kind === 'ConfigMap');
  for (const workload of workloads) {
    const pod = at(workload, 'spec', 'template', 'spec');
    assert.equal(at(pod, 'securityContext', 'runAsNonRoot'), true);
    assert.equal(at(pod, 'automountServiceAccountToken'), false);
    const inner = at(pod, 'containers', 0, 'securityContext');
    assert.deepEqual(inner, {
      ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true },
      capabilities: { drop: ['ALL'] },
    });
    // The file that the arguments name is mounted from a map that has it.
    const args = at(pod, 'containers', 0, 'args') as readonly string[];
    const file =
      args
        .find((word) => word.startsWith('/etc/ftpdoctor/'))
        ?.split('/')
        .at(-1) ?? '';
    const map = at(pod, 'volumes', 0, 'configMap', 'name');
    const mounted = maps.find((one) => at(one, 'metadata', 'name') === map);
    assert.equal(typeof at(mounted, 'data', file), 'string');
  }
  await parseConfig('exporter.yml', String(at(maps[0], 'data', 'exporter.yml')), {});
  const swept = await readTargets('targets.yml', String(at(maps[1], 'data', 'targets.yml')), {});
  assert.deepEqual([swept.entries.length, swept.problems], [2, []]);
  const [, job] = workloads;
  const env = at(job, 'spec', 'template', 'spec', 'containers', 0, 'env', 0);
  assert.deepEqual(env, { name: 'JOB_COMPLETIONS', value: String(at(job, 'spec', 'completions')) });
  const labels = at(workloads[0], 'spec', 'template', 'metadata', 'labels');
  assert.deepEqual(at(objects[2], 'spec', 'selector'), labels);
  assert.deepEqual(at(objects[3], 'spec', 'podSelector', 'matchLabels'), labels);
});

test("every Kubernetes object fits Kubernetes' schema, and a misspelt field would not", () => {
  const objects = ['exporter.yml', 'sweep.yml'].flatMap((name) => documents(deployText('kubernetes', name)));
  assert.deepEqual(schemaFaults(objects), []);
  const text = deployText('kubernetes', 'sweep.yml');
  assert.match(schemaFaults(documents(text.replace('parallelism:', 'paralellism:'))).join(), /paralellism/);
  assert.match(schemaFaults(documents(text.replace('completions: 4', 'completions: four'))).join(), /not assignable/);
});

test('every path that the compose file mounts or builds from exists', () => {
  const [compose] = documents(deployText('docker/compose.yml'));
  const services = at(compose, 'services') as Record<string, { volumes?: string[]; network_mode?: string }>;
  const mounts = Object.values(services).flatMap(({ volumes }) => volumes ?? []);
  const paths = mounts.map((mount) => mount.split(':')[0] ?? '').filter((path) => path.startsWith('.'));
  assert.ok(paths.length >= 4);
  for (const path of paths) assert.ok(existsSync(resolve(deployFile('docker'), path)), path);
  assert.equal(
    resolve(deployFile('docker'), String(at(compose, 'services', 'exporter', 'build', 'context'))),
    resolve(projectRoot),
  );
});

test('the Dockerfile copies what exists, lets all of it through its ignore file, and ends as nobody', () => {
  const lines = deployText('docker/Dockerfile').split('\n');
  const ignored = deployText('docker/Dockerfile.dockerignore').split('\n');
  const copied = lines
    .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
    .flatMap((line) => line.split(' ').slice(1, -1));
  for (const path of copied) {
    assert.ok(existsSync(join(projectRoot, path)), path);
    assert.ok(ignored.includes(`!${path.replace('./', '')}`), `${path} is ignored`);
  }
  assert.ok(copied.length >= 7);
  assert.equal(
    lines.findLast((line) => line.startsWith('USER ')),
    'USER nonroot',
  );
});

test('systemd accepts the unit and finds it well confined', (t) => {
  const folder = folderFor(t);
  const unit = join(folder, 'ftpdoctor-exporter.service');
  writeFileSync(
    unit,
    deployText('systemd/ftpdoctor-exporter.service').replace('/usr/local/bin/ftpdoctor', '/bin/true'),
  );
  const complaints = checker(t, 'systemd-analyze', 'verify', '--man=no', unit);
  const confinement = checker(t, 'systemd-analyze', 'security', '--offline=true', unit);
  if (complaints === null || confinement === null) return;
  assert.equal(complaints, '');
  const exposure = /exposure level for \S+: (\d+\.\d)/.exec(confinement);
  assert.ok(Number(exposure?.[1] ?? 10) <= 2, confinement);
});

test('Icinga accepts the command and makes a service of it', (t) => {
  const folder = folderFor(t);
  writeFileSync(
    join(folder, 'icinga2.conf'),
    `include <itl>
     const NodeName = "lab"
     const ZoneName = "lab"
     object Host "ftp.example.com" {
       check_command = "dummy"
       address = "192.0.2.10"
       vars.ftpdoctor["data channel"] = { ftpdoctor_modes = "pasv,epsv", ftpdoctor_require = "epsv" }
     }
     include "${deployFile('icinga/ftpdoctor.conf')}"\n`,
  );
  const settings = ['DataDir', 'CacheDir', 'LogDir', 'InitRunDir'].flatMap((name) => ['-D', `${name}=${folder}`]);
  const user = ['RunAsUser', 'RunAsGroup'].flatMap((name) => ['-D', `${name}=root`]);
  const words = checker(t, 'icinga2', 'daemon', '-C', '-c', join(folder, 'icinga2.conf'), ...settings, ...user);
  if (words !== null) assert.match(words, /Instantiated 1 Service\..*Finished validating/s);
});

test('every option that a deployed file gives the program is one the program has', () => {
  const help = (command: string): string =>
    spawnSync(process.execPath, [main, command, '--help'], { encoding: 'utf8', timeout: 120_000 }).stdout;
  const known = [help('check'), help('exporter')].join('\n');
  const files = ['docker/compose.yml', 'kubernetes/exporter.yml', 'kubernetes/sweep.yml', 'nagios/ftpdoctor.cfg'];
  files.push('icinga/ftpdoctor.conf', 'systemd/ftpdoctor-exporter.service');
  for (const file of files) {
    // The sweep tells how to collect its results with kubectl.
    const used = [...deployText(file).matchAll(/(?<![\w-])--([a-z][a-z-]+)/g)].map(([, name]) => name ?? '');
    for (const name of used.filter((one) => one !== 'tail' && one !== 'max-log-requests')) {
      assert.ok(known.includes(`--${name}`), `${dirname(file)}: --${name}`);
    }
  }
});
