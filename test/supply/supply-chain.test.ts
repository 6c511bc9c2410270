import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderFor } from '../cli/program.js';
import { assertGolden, projectRoot } from '../golden.js';
import { jsonOf, licenceText, locked, nameOf, own, production } from './packages.js';

const permissive = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD', 'BlueOak-1.0.0']);

test('the lockfile pins every package by version and checksum, and says nothing of where it came from', () => {
  assert.ok(locked.length > 100, String(locked.length));
  const { dependencies, devDependencies } = jsonOf('package.json') as NonNullable<typeof own>;
  assert.deepEqual([own?.dependencies, own?.devDependencies], [dependencies, devDependencies]);
  for (const [folder, { version, integrity, resolved }] of locked) {
    assert.match(version ?? '', /^\d+\.\d+\.\d+/, folder);
    assert.match(integrity ?? '', /^sha512-[A-Za-z0-9+/]{86}==$/, folder);
    assert.equal(resolved, undefined, folder);
  }
});

test('no package of the program runs anything when it is installed, nor does the program', () => {
  assert.deepEqual(
    production.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([folder]) => folder),
    [],
  );
  const { scripts } = jsonOf('package.json') as { scripts: Readonly<Record<string, string>> };
  const atInstall = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare'];
  assert.deepEqual(
    atInstall.filter((name) => scripts[name] !== undefined),
    [],
  );
  assert.ok(!existsSync(join(projectRoot, 'binding.gyp')));
});

test('every package has a licence that permits what we do, and those of the program are listed with their texts', () => {
  const entries = production.map(([folder, { version = '', license = '' }]) => {
    assert.ok(permissive.has(license), `${folder}: ${license}`);
    const text = licenceText(folder) ?? `(It carries no text of its own; its package.json says ${license}.)\n`;
    return { name: `${nameOf(folder)} ${version}`, license, text };
  });
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const chapters = [...byName.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, license, text }) => `${'='.repeat(80)}\n${name} (${license})\n${'='.repeat(80)}\n\n${text}`);
  const head = `ftpdoctor contains these packages. Each is used under its own licence, given here in full.\n`;
  assertGolden('../THIRD-PARTY-LICENSES.txt', [head, ...chapters].join('\n'));
  const { files } = jsonOf('package.json') as { files: readonly string[] };
  assert.ok(files.includes('THIRD-PARTY-LICENSES.txt'));
});

const npm = (cwd: string, ...argv: string[]): ReturnType<typeof spawnSync> & { stdout: string; stderr: string } => {
  // The npm that runs the tests hands its own settings down, which would send this one back to the project.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(?:package|lifecycle)/.test(name)),
  );
  return spawnSync('npm', argv, { cwd, env, encoding: 'utf8', timeout: 120_000 });
};

test('npm ci --ignore-scripts gives a program that works', (t) => {
  const folder = folderFor(t);
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    copyFileSync(join(projectRoot, file), join(folder, file));
  for (const part of ['bin', 'dist/src', 'dist/bundle'])
    cpSync(join(projectRoot, part), join(folder, part), { recursive: true });
  const words = ['ci', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--prefer-offline'];
  const installed = npm(folder, ...words);
  assert.equal(installed.status, 0, installed.stderr);
  const says = (...argv: string[]): string => {
    const ran = spawnSync(process.execPath, argv, { cwd: folder, encoding: 'utf8', timeout: 60_000 });
    assert.equal(ran.status, 0, ran.stderr);
    return ran.stdout;
  };
  assert.match(says('bin/ftpdoctor.js', 'decode', '1,2,3,4,5,6'), /1\.2\.3\.4:1286/);
  // The compiled files use the packages themselves, not those in the bundle.
  assert.match(says('dist/src/cli/main.js', 'decode', '1,2,3,4,5,6'), /1\.2\.3\.4:1286/);
});

interface Component {
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly unknown[];
  readonly hashes?: readonly { readonly alg: string }[];
}

test('npm sbom lists every package of the program with version, licence and checksum', () => {
  const made = npm(projectRoot, 'sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev');
  assert.equal(made.status, 0, made.stderr);
  const { bomFormat, components } = JSON.parse(made.stdout) as { bomFormat: string; components: readonly Component[] };
  assert.equal(bomFormat, 'CycloneDX');
  const listed = new Set(components.map(({ name, version }) => `${name} ${version}`));
  assert.deepEqual(listed, new Set(production.map(([folder, { version = '' }]) => `${nameOf(folder)} ${version}`)));
  for (const { name, licenses = [], hashes = [] } of components) {
    assert.ok(licenses.length > 0, name);
    assert.ok(
      hashes.some(({ alg }) => alg === 'SHA-512'),
      name,
    );
  }
});

test('CI installs without install scripts and from the lockfile alone', () => {
  const script = readFileSync(join(projectRoot, '.ci/run'), 'utf8');
  assert.match(script, /^npm ci --ignore-scripts /m);
  assert.doesNotMatch(script, /npm (?:install|i) /);
});
