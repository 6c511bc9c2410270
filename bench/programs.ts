import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { findProgram, projectRoot, python } from '../test/lab/places.js';

/** How a program ran. */
export interface Ran {
  /** From its start to its end. */
  readonly ms: number;
  /** Processor time, in user and kernel mode. */
  readonly cpuMs: number;
  /** The largest resident size. */
  readonly megabytes: number;
  readonly code: number;
  readonly stdout: string;
}

/** Options of Node.js for ftpdoctor alone; NODE_OPTIONS takes none of those for profiles. */
let nodeOptions: readonly string[] = [];

/** Has ftpdoctor run with these options of Node.js while `run` goes on. */
export async function withNodeOptions(options: readonly string[], run: () => Promise<unknown>): Promise<void> {
  nodeOptions = options;
  try {
    await run();
  } finally {
    nodeOptions = [];
  }
}

/** The command line that runs ftpdoctor as users start it. */
export function ours(...args: readonly string[]): string[] {
  return [process.execPath, ...nodeOptions, join(projectRoot, 'bin/ftpdoctor.js'), ...args];
}

/** Why programs cannot be run here; empty when all are there. */
export function absent(...names: readonly string[]): string {
  const lacking = names.filter((name) => findProgram(name) === null);
  return lacking.length === 0 ? '' : `not installed: ${lacking.join(', ')} (bench/install-tools.sh)`;
}

function collect(stream: Readable): () => string {
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}

/** Runs a program to its end. Throws where it ends with another code than these: a failure has no speed. */
export function time(argv: readonly string[], codes: readonly number[] = [0]): Promise<Ran> {
  // No account of whoever runs the benchmark plays a part.
  const env = { PATH: process.env['PATH'], HOME: '/nonexistent' };
  return new Promise((resolve, reject) => {
    const child = spawn(python, [join(projectRoot, 'bench/usage.py'), ...argv], {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      env,
    });
    const [stdout, stderr, usage] = [child.stdout, child.stderr, child.stdio[3]].map((stream) =>
      collect(stream as Readable),
    );
    child.on('error', reject);
    child.on('close', () => {
      const told = usage?.() ?? '';
      const ran = {
        ...(JSON.parse(told === '' ? '{"code":-1}' : told) as Omit<Ran, 'stdout'>),
        stdout: stdout?.() ?? '',
      };
      if (codes.includes(ran.code)) resolve(ran);
      else
        reject(
          new Error(
            `${argv.join(' ')} ended with ${ran.code}: ${stderr?.().slice(-2000) ?? ''}${ran.stdout.slice(-2000)}`,
          ),
        );
    });
  });
}

/** Milliseconds that each of some runs took, start and end of the process included. */
export function walls(runs: readonly Ran[]): number[] {
  return runs.map(({ ms }) => ms);
}

/** Milliseconds of processor time of each. */
export function cpus(runs: readonly Ran[]): number[] {
  return runs.map(({ cpuMs }) => cpuMs);
}
