import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withNodeOptions } from './programs.js';

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const shown = 25;

/** Milliseconds by function of the program, over every profile of a folder. */
async function times(folder: string): Promise<Map<string, number>> {
  const spent = new Map<string, number>();
  for (const file of await readdir(folder)) {
    const profile = JSON.parse(await readFile(join(folder, file), 'utf8')) as Profile;
    const names = new Map(
      profile.nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => [
        id,
        `${functionName === '' ? '(anonymous)' : functionName} ${url.split('/').slice(-2).join('/')}:${lineNumber + 1}`,
      ]),
    );
    for (const [at, id] of profile.samples.entries()) {
      const name = names.get(id) ?? '?';
      spent.set(name, (spent.get(name) ?? 0) + (profile.timeDeltas[at] ?? 0) / 1000);
    }
  }
  return spent;
}

/** Has ftpdoctor write CPU profiles where `run` starts it, and answers with a table of where the time went. */
export async function profiled(run: () => Promise<unknown>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ftpdoctor-profile-'));
  try {
    await withNodeOptions(['--cpu-prof', '--cpu-prof-interval=200', `--cpu-prof-dir=${folder}`], run);
    if ((await readdir(folder)).length === 0) return 'ftpdoctor was not started, or wrote no profile\n';
    const spent = await times(folder);
    const all = [...spent.values()].reduce((sum, ms) => sum + ms, 0);
    return [...spent]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, shown)
      .map(([name, ms]) => `${((100 * ms) / all).toFixed(1).padStart(5)} %  ${ms.toFixed(0).padStart(7)} ms  ${name}\n`)
      .join('');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
