import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './command.js';

/** What one lab leaves on the machine while it stands. */
export interface Belongings {
  readonly namespaces: readonly string[];
  readonly folder: string;
}

const standing = new Set<Belongings>();

/** Ends the processes inside the namespaces by their ids, then deletes the namespaces. */
const REMOVAL = `for name in "$@"; do
  for pid in $(ip netns pids "$name" 2>/dev/null); do kill -9 "$pid" 2>/dev/null; done
  ip netns del "$name" 2>/dev/null
done`;

function removal(namespaces: readonly string[]): [string, ...string[]] {
  return ['sh', '-c', REMOVAL, 'remove', ...namespaces];
}

/** Remembers belongings, so that they are removed even when the process ends by a signal or an exception. */
export function remember(belongings: Belongings): void {
  installOnce();
  standing.add(belongings);
}

/** Removes belongings in the ordinary course of things. */
export async function remove(belongings: Belongings): Promise<void> {
  await run(removal(belongings.namespaces));
  rmSync(belongings.folder, { recursive: true, force: true });
  standing.delete(belongings);
}

function removeAllNow(): void {
  for (const belongings of standing) {
    const [file, ...args] = removal(belongings.namespaces);
    spawnSync(file, args);
    rmSync(belongings.folder, { recursive: true, force: true });
  }
  standing.clear();
}

let installed = false;

function installOnce(): void {
  if (installed) return;
  installed = true;
  process.on('exit', removeAllNow);
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const) {
    process.once(signal, () => {
      // 'exit' handlers remove what stands.
      process.exit(128 + number);
    });
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Removes what earlier runs left that were killed before they could clean up: its names carry a dead pid. */
export async function sweep(): Promise<void> {
  const orphaned = (name: string): boolean => {
    const owner = /^ftpdoctor-([0-9]{1,9})-/.exec(name)?.[1];
    return owner !== undefined && !alive(Number(owner));
  };
  const listed = await run(['ip', 'netns', 'list']);
  const namespaces = listed.stdout.split('\n').map((line) => line.replace(/ .*/, ''));
  const left = namespaces.filter(orphaned);
  if (left.length > 0) await run(removal(left));
  for (const folder of readdirSync(tmpdir()).filter(orphaned)) {
    rmSync(join(tmpdir(), folder), { recursive: true, force: true });
  }
}
