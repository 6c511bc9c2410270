import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { leaveRoot } from '../../src/cli/reflector/leave-root.js';
import { folderFor } from '../cli/program.js';
import { findProgram } from '../lab/places.js';
import { at, checker, deployFile, deployText, documents } from '../monitoring/deployed.js';
import { runConfined } from './confined.js';

const unit = deployText('systemd/ftpdoctor-reflector.service');
const compose = documents(deployText('docker/reflector.yml'))[0];
const service = at(compose, 'services', 'reflector');

function confinedMissing(): string {
  if (process.getuid?.() !== 0) return 'only root can take its rights away';
  const missing = ['unshare', 'setpriv', 'ip', 'curl'].filter((name) => findProgram(name) === null);
  return missing.length === 0 ? '' : `${missing.join(', ')} missing (test/reflector/install-tools.sh installs it)`;
}

const bindOnly = 0x400n;
const capabilities = (status: ReadonlyMap<string, string>, set: string): bigint =>
  BigInt(`0x${status.get(set) ?? 'ff'}`);

test('systemd accepts the unit and finds it well confined', (t) => {
  const file = join(folderFor(t), 'ftpdoctor-reflector.service');
  writeFileSync(file, unit.replace('/usr/local/bin/ftpdoctor', '/bin/true'));
  const complaints = checker(t, 'systemd-analyze', 'verify', '--man=no', file);
  const confinement = checker(t, 'systemd-analyze', 'security', '--offline=true', file);
  if (complaints === null || confinement === null) return;
  assert.equal(complaints, '');
  const exposure = /exposure level for \S+: (\d+\.\d)/.exec(confinement);
  assert.ok(Number(exposure?.[1] ?? 10) <= 2.5, confinement);
});

test(
  "the unit's command serves ports 21 and 990 with no right but to bind them",
  { skip: confinedMissing() || false },
  async (t) => {
    const words = /^ExecStart=\S+ (.*)$/m.exec(unit)?.[1]?.split(' ') ?? [];
    const binding = (set: string): string => `--${set}=-all,+net_bind_service`;
    const ids = ['--reuid', '65532', '--regid', '65532', '--clear-groups', '--no-new-privs'];
    const under = ['setpriv', ...ids, binding('inh-caps'), binding('ambient-caps'), binding('bounding-set')];
    const { status, listing } = await runConfined(t, under, words);
    assert.match(listing, /README.*payload.*README.*payload/s);
    assert.equal(status.get('Uid'), '65532');
    assert.equal(capabilities(status, 'CapEff'), bindOnly);
  },
);

test(
  "the container's command opens its ports as root and serves them as nobody, without any right",
  { skip: confinedMissing() || false },
  async (t) => {
    const words = at(service, 'command') as string[];
    const added = (at(service, 'cap_add') as string[]).map((name) => `+${name.toLowerCase()}`);
    const under = ['setpriv', '--no-new-privs', `--bounding-set=${['-all', ...added].join(',')}`];
    const { status, listing, log } = await runConfined(t, under, words);
    assert.match(listing, /README.*payload.*README.*payload/s);
    assert.equal(status.get('Uid'), '65534');
    assert.equal(status.get('Gid'), '65534');
    assert.equal(status.get('Groups')?.trim(), '');
    assert.equal(capabilities(status, 'CapEff') | capabilities(status, 'CapPrm'), 0n);
    assert.match(log, /"event":"listening".*"user":"nobody"/);
    assert.match(log, /"event":"stopped"/);
  },
);

test('the compose file builds from what exists and keeps nothing', () => {
  assert.ok(existsSync(resolve(deployFile('docker'), String(at(service, 'build', 'context')), 'package.json')));
  assert.equal(at(service, 'network_mode'), 'host');
  assert.equal(at(service, 'read_only'), true);
  assert.equal(at(service, 'volumes'), undefined);
});

test('root is left with its groups first, and where that is not permitted nothing is served', () => {
  const steps: string[] = [];
  const step =
    (name: string) =>
    (what: unknown): void => {
      steps.push(`${name} ${String(what)}`);
    };
  const root = { getuid: () => 0, setgroups: step('groups'), setgid: step('gid'), setuid: step('uid') };
  assert.equal(leaveRoot(undefined, root), 'nobody');
  assert.deepEqual(steps, ['groups ', 'gid 65534', 'uid 65534']);
  assert.equal(leaveRoot('ftp', root), 'ftp');
  assert.equal(leaveRoot(undefined, { getuid: () => 1000 }), null);
  assert.throws(() => leaveRoot('ftp', { getuid: () => 1000 }), /only root can become somebody else/);
  const bound = {
    ...root,
    setgid: () => {
      throw new Error('EPERM');
    },
  };
  assert.throws(() => leaveRoot(undefined, bound), /root cannot be left \(EPERM\); .*CAP_SETUID and CAP_SETGID/);
});
