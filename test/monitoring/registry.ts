import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram, projectRoot } from '../lab/places.js';
import type { Path } from './path.js';

/**
 * A registry of the packages that `package-lock.json` names, out of npm's own cache, for builds that shall ask nobody
 * else. As a program: `node registry.js LOCKFILE CACHE PORT` serves it on loopback until it is ended.
 */
interface Locked {
  readonly version: string;
  readonly integrity: string;
  /** For another kind of machine, perhaps: npm does without. */
  readonly optional: boolean;
}

/** Where npm keeps the tarball with this integrity. */
function contentOf(cache: string, integrity: string): string {
  const hash = Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
  return join(cache, '_cacache/content-v2/sha512', hash.slice(0, 2), hash.slice(2, 4), hash.slice(4));
}

function lockedIn(file: string): Map<string, Locked[]> {
  const { packages } = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Partial<Locked>> };
  const byName = new Map<string, Locked[]>();
  for (const [place, { version, integrity, optional = false }] of Object.entries(packages)) {
    if (version === undefined || integrity === undefined) continue;
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    byName.set(name, [...(byName.get(name) ?? []), { version, integrity, optional }]);
  }
  return byName;
}

const lockfile = join(projectRoot, 'package-lock.json');
const npmCache = (): string => spawnSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).stdout.trim();

/** Why there can be no such registry here; empty when there can. */
export function packagesMissing(): string {
  if (findProgram('npm') === null) return 'not installed: npm';
  const cache = npmCache();
  const lacking = [...lockedIn(lockfile)].flatMap(([name, versions]) =>
    versions.some(({ integrity, optional }) => !optional && !existsSync(contentOf(cache, integrity))) ? [name] : [],
  );
  return lacking.length === 0 ? '' : `npm does not keep ${lacking.join(', ')}: npm cache add brings them`;
}

/** Starts one in the network of a path, to end with it, and answers with its URL. */
export function startRegistry(path: Path): string {
  path.start([process.execPath, fileURLToPath(import.meta.url), lockfile, npmCache(), '4873']);
  return 'http://127.0.0.1:4873/';
}

function serve(file: string, cache: string, port: number): void {
  const byName = lockedIn(file);
  const origin = `http://127.0.0.1:${port}`;
  createServer(({ url = '' }, response) => {
    const [name = '', version] = decodeURIComponent(url.slice(1)).split('/-/');
    const versions = byName.get(name) ?? [];
    const wanted = versions.find((one) => one.version === version);
    if (wanted !== undefined) {
      response.end(readFileSync(contentOf(cache, wanted.integrity)));
      return;
    }
    if (versions.length === 0) response.statusCode = 404;
    const list = versions.map(({ version, integrity }) => {
      const dist = { integrity, tarball: `${origin}/${encodeURIComponent(name)}/-/${version}` };
      return [version, { name, version, dist }];
    });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ name, 'dist-tags': {}, versions: Object.fromEntries(list) as unknown }));
  }).listen(port, '127.0.0.1');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , file = '', cache = '', port = ''] = process.argv;
  serve(file, cache, Number(port));
}
