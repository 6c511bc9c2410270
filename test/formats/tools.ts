import { spawnSync } from 'node:child_process';

/** Runs a checker on a text; `null` where this machine does not have it. */
export function checkedBy(tool: string, args: readonly string[], input: string): { ok: boolean; words: string } | null {
  const run = spawnSync(tool, args, { input, encoding: 'utf8', timeout: 30_000 });
  if (run.error !== undefined && 'code' in run.error && run.error.code === 'ENOENT') return null;
  return { ok: run.status === 0, words: run.stdout + run.stderr };
}
