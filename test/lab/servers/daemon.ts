import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Lab } from '../build.js';
import type { Role } from '../wiring.js';

const READY_WITHIN_MS = 10_000;

/** Starts a program that stays until the lab is removed. Its output goes to `<name>.out` in the lab's folder. */
function keep(lab: Lab, role: Role, name: string, argv: readonly string[]): { pid: number; ended: () => boolean } {
  const [file = '', ...args] = lab.on(role, argv);
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const log = createWriteStream(join(lab.folder, `${name}.out`));
  log.on('error', () => undefined);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  child.on('error', () => undefined);
  return { pid: child.pid ?? 0, ended: () => child.exitCode !== null || child.signalCode !== null };
}

/**
 * Waits until the kernel lists a listener on the port in the network namespace of the process. Connecting would tell
 * as much, but would also use up a server that serves one client, and show in its logs.
 */
async function listening(server: { pid: number; ended: () => boolean }, port: number, protocol: string): Promise<void> {
  // `/proc/net/tcp`: local address, remote address, state 0A (listening); `/proc/net/udp`: state 07 (bound).
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const row = new RegExp(`^ *[0-9]+: [0-9A-F]+:${hex} [0-9A-F:]+ 0[A7] `, 'm');
  const giveUp = Date.now() + READY_WITHIN_MS;
  while (Date.now() < giveUp) {
    if (server.ended()) throw new Error('it ended before it listened');
    for (const table of [protocol, `${protocol}6`]) {
      const text = await readFile(`/proc/${server.pid}/net/${table}`, 'utf8').catch(() => '');
      if (row.test(text)) return;
    }
    await pause(10);
  }
  throw new Error(`nothing listened on port ${port} within ${READY_WITHIN_MS / 1000} s`);
}

/** A program that listens, and where. */
export interface Daemon {
  readonly name: string;
  readonly argv: readonly string[];
  readonly port: number;
  readonly protocol?: 'tcp' | 'udp';
}

/** Starts a program on one of the machines and answers when it listens. It ends when the lab is removed. */
export async function startDaemon(lab: Lab, role: Role, { name, argv, port, protocol = 'tcp' }: Daemon): Promise<void> {
  const server = keep(lab, role, name, argv);
  try {
    await listening(server, port, protocol);
  } catch (error) {
    const output = await readFile(join(lab.folder, `${name}.out`), 'utf8').catch(() => '');
    throw new Error(`${name} did not start: ${String(error)}\n${argv.join(' ')}\n${output}`, { cause: error });
  }
}
