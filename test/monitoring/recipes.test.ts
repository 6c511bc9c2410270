import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../lab/places.js';
import { at, documents, type Tree } from './deployed.js';
import { main, openPath, pathMissing, type Path } from './path.js';

const text = readFileSync(join(projectRoot, 'docs/monitoring.md'), 'utf8');

/** The first block of code under a heading. */
function recipe(heading: string): string {
  const section = text.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  const block = /```\w+\n(.*?)```/s.exec(section)?.[1];
  assert.ok(block !== undefined, `no recipe for ${heading}`);
  return block;
}

/** A folder with `ftpdoctor`, to stand first in the PATH. */
function programFolder({ folder }: Path): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const write = (name: string, script: string): void => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  write('ftpdoctor', `exec '${process.execPath}' '${main}' "$@"`);
  write('sudo', 'exec "$@"');
  write('systemctl', 'echo "systemctl $*"');
  return bin;
}

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

test('the recipe for GitHub Actions gives only inputs that the action has', () => {
  const [tree] = documents(`steps:\n${recipe('GitHub Actions')}`);
  const action = documents(readFileSync(join(projectRoot, '.github/actions/ftpdoctor/action.yml'), 'utf8'))[0];
  const inputs = at(action, 'inputs') as Tree;
  const given = at(tree, 'steps', 0, 'with') as Tree;
  assert.deepEqual(
    Object.keys(given).filter((name) => !(name in inputs)),
    [],
  );
  assert.ok('targets' in given);
});

test('the recipe for Kubernetes is sound shell and names files that exist', () => {
  const script = recipe('Kubernetes');
  const { status, stderr } = spawnSync('bash', ['-n', '-c', script], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  const files = [...script.matchAll(/deploy\/\S+/g)].map(([name]) => name);
  assert.equal(files.length, 3);
  for (const file of files) assert.ok(existsSync(join(projectRoot, file)), file);
});

test('each recipe has five lines or fewer', () => {
  for (const heading of ['Nagios', 'Prometheus', 'GitHub Actions', 'Kubernetes']) {
    assert.ok(recipe(heading).trim().split('\n').length <= 5, heading);
  }
});
