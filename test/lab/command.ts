import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/** What a finished command left behind. `code` is null when a signal or our own time limit ended it. */
export interface Output {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** What a command is given: standard input, environment (ours unless given), and a limit to its time. */
export interface RunOptions {
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeoutMs?: number;
}

const OUTPUT_LIMIT = 32 * 1024 * 1024;

/** Runs a command to its end and answers whatever its exit code is; throws only where it cannot be started. */
export function run(argv: readonly string[], options: RunOptions = {}): Promise<Output> {
  const [file, ...args] = argv;
  if (file === undefined) throw new Error('no command given');
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(file, args, {
      env: options.env ?? process.env,
      timeout: options.timeoutMs ?? 60_000,
      killSignal: 'SIGKILL',
    });
    const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
    let size = 0;
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= OUTPUT_LIMIT) chunks[name].push(chunk);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({
        code,
        stdout: Buffer.concat(chunks.stdout).toString(),
        stderr: Buffer.concat(chunks.stderr).toString(),
        seconds: (performance.now() - started) / 1000,
      });
    });
    // A command that ends without reading its input is no error of ours: its exit code tells.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** Runs a command that has to succeed, and answers its standard output. */
export async function must(argv: readonly string[], options: RunOptions = {}): Promise<string> {
  const output = await run(argv, options);
  if (output.code !== 0) {
    throw new Error(
      `${argv.join(' ')} ended with ${String(output.code)}: ${output.stderr.trim()}\n${options.input ?? ''}`,
    );
  }
  return output.stdout;
}
