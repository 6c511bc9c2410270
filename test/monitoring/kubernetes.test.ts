import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot, python } from '../lab/places.js';
import { writeClusterTools, writePlayed } from './cluster.js';
import { openContainers, type Containers } from './containers.js';
import { openPath, pathMissing, until } from './path.js';
import { programFolder, recipe } from './recipe.js';
import { packagesMissing, startRegistry } from './registry.js';

const missing = pathMissing('podman', 'runc') || packagesMissing();

test(
  'the recipe for Kubernetes builds the image, and its pods see a right, a broken and a mended path',
  { skip: missing === '' ? false : missing, timeout: 1_200_000 },
  async (t) => {
    const path = await openPath();
    let containers: Containers | null = null;
    t.after(async () => {
      containers?.close();
      await path.close();
    });
    containers = openContainers(path.folder);
    // A server that pods reach at their gateway and that wants no login.
    path.start([python, '-m', 'pyftpdlib', '-p', '2122', '-r', '50000-50099', '-d', join(path.folder, 'files')]);
    const gateway = '10.89.0.1';
    const config = `cache: 0\ntargets: ['${gateway}:2122']\nmodules: {default: {modes: [pasv, epsv], timeout: 1s}}\n`;
    const targets = `targets: ['ftp://${gateway}:2122', 'ftp://${gateway}:2123']\ndefaults: {modes: [pasv, epsv], timeout: 1s}\n`;
    const bin = programFolder(path);
    writeClusterTools(bin, startRegistry(path), containers, writePlayed(path.folder, config, targets));

    // The recipe writes into the folder it is in, so it gets one with the same things.
    const checkout = join(path.folder, 'checkout');
    mkdirSync(checkout);
    for (const name of [
      'deploy',
      'src',
      'bin',
      'package.json',
      'package-lock.json',
      '.npmrc',
      'tsconfig.json',
      'LICENSE',
    ])
      spawnSync('cp', ['-r', join(projectRoot, name), checkout]);
    const script = join(path.folder, 'recipe.sh');
    writeFileSync(
      script,
      `cd '${checkout}'; PATH='${bin}':$PATH\n${recipe('Kubernetes')}\ncode=$?; kill $(jobs -p) 2>/dev/null; exit $code\n`,
    );
    const inside = ['nsenter', `--net=/run/netns/${path.space}`, 'bash', script];
    const [program = '', ...args] = inside;
    const done = spawnSync(program, args, { encoding: 'utf8', env: containers.env, timeout: 900_000 });
    const said = `${done.stdout}${done.stderr.slice(-4000)}`;
    // Nothing listens at the second port: that is the worst verdict, so the code of it all.
    assert.equal(done.status, 2, said);
    assert.match(done.stdout, /^HEALTHY +10\.89\.0\.1:2122 /m, said);
    assert.match(done.stdout, /^BROKEN +10\.89\.0\.1:2123 /m, said);

    const probe = (): string =>
      path.run(['curl', '-s', '-m', '20', `http://127.0.0.1:9921/probe?target=${gateway}:2122`]);
    const becomes = (verdict: string): Promise<void> =>
      until(`the exporter's pod says ${verdict}`, () => {
        const text = probe();
        return text.includes(`ftpdoctor_verdict{verdict="${verdict}"} 1\n`) || text;
      });
    await becomes('healthy');
    path.break();
    await becomes('broken');
    path.mend();
    await becomes('healthy');
  },
);
