import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { folderFor, ftpdoctor, type Ended } from '../cli/program.js';

/** What a run of the program left behind when it ended. */
export interface Watched extends Ended {
  /** The most memory it ever held, in MB. */
  readonly mostMegabytes: number;
  /** Sockets that were still open, standard streams aside. */
  readonly sockets: number;
}

/** Runs in the program itself, at its end. */
const atExit = `
  import { readdirSync, readlinkSync, writeFileSync } from 'node:fs';
  process.on('exit', () => {
    const links = readdirSync('/proc/self/fd').filter((fd) => Number(fd) > 2).map((fd) => {
      try { return readlinkSync('/proc/self/fd/' + fd); } catch { return ''; }
    });
    writeFileSync(process.env.WATCHED, JSON.stringify({
      mostMegabytes: process.resourceUsage().maxRSS / 1024,
      sockets: links.filter((link) => link.startsWith('socket:')).length,
    }));
  });`;

/** Runs the program to its end, watched from inside (Linux). */
export async function watched(
  t: TestContext,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Watched> {
  const file = join(folderFor(t), 'watched.json');
  const ended = await ftpdoctor(t, argv, {
    env: { ...env, WATCHED: file, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(atExit)}` },
  });
  const seen = JSON.parse(readFileSync(file, 'utf8')) as Pick<Watched, 'mostMegabytes' | 'sockets'>;
  return { ...ended, ...seen };
}
