import { join } from 'node:path';
import type { Lab } from '../build.js';
import { run } from '../command.js';
import { projectRoot } from '../places.js';
import { startDaemon } from './daemon.js';

/** Where the reflector stands, and its address there. */
export const FAR_ENDS = { server: '203.0.113.50', core: '203.0.113.254' } as const;

const program = join(projectRoot, 'bin/ftpdoctor.js');
const listens = ['--listen', '21', '--listen', '2121', '--listen', '990:tls', '--data-range', '51000-51040'];

/**
 * Starts a reflector on a machine of the lab. Where it is `known`, somebody on the other side of the client's network has
 * used it before: data connections are then proven to get through to it and out of it.
 */
export async function startReflector(lab: Lab, at: keyof typeof FAR_ENDS, known: boolean): Promise<void> {
  const argv = [process.execPath, program, 'reflector', ...listens, '--user', 'root', '--quiet'];
  await startDaemon(lab, at, { name: 'reflector', argv, port: 21 });
  if (!known) return;
  const check = ['check', '--reflector-only', FAR_ENDS[at], '--depth', 'quick', '--quiet', '--timeout', '2s'];
  const answer = await run(lab.on(at === 'server' ? 'core' : 'server', [process.execPath, program, ...check]));
  if (answer.code !== 0) throw new Error(`the reflector is not as it should be: ${answer.stdout}${answer.stderr}`);
}
