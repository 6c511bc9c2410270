import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { projectRoot } from '../golden.js';

/** The folder this file was compiled into; in `dist` the program is started as users start it. */
const compiled = dirname(dirname(import.meta.dirname));
/** The program, as node takes it. */
export const entry =
  basename(compiled) === 'dist' ? join(projectRoot, 'bin/ftpdoctor.js') : join(compiled, 'src/cli/main.js');

/** A folder that the test may fill; it is gone after the test. */
export function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'ftpdoctor-test-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
}

interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  /** What standard input holds; it is closed after that. */
  readonly input?: string;
  readonly cwd?: string;
  /** A command that runs another, such as one that enters a namespace. */
  readonly inside?: readonly string[];
  /** Keeps standard input open. */
  readonly open?: boolean;
}

/** Longer than any of these runs may take; a program that hangs is ended and its test fails. */
const patienceMs = 60_000;

/** Starts the program with no account, no .netrc and no variables of whoever runs the tests. */
export function start(t: TestContext, argv: readonly string[], around: Surroundings = {}): Running {
  const [command = '', ...words] = [...(around.inside ?? []), process.execPath, entry, ...argv];
  const child = spawn(command, words, {
    cwd: around.cwd ?? projectRoot,
    env: { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', ...around.env },
    timeout: patienceMs,
    killSignal: 'SIGKILL',
  });
  t.after(() => child.kill('SIGKILL'));
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (piece: string) => (text[name] += piece));
  }
  // A program that does not read its input may be gone before it is written.
  child.stdin.on('error', () => undefined);
  if (around.input !== undefined) child.stdin.write(around.input);
  if (around.open !== true) child.stdin.end();
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      resolve({ code, signal, ...text });
    });
  });
  return { child, ended };
}

/** An environment in which the program meets a fault of its own: asking for the width of a terminal throws. */
export const sabotage = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
    'for (const s of [process.stdout, process.stderr]) Object.defineProperty(s, "columns", { get() { throw new Error("no idea") } });',
  )}`,
};

/** Runs the program to its end. */
export function ftpdoctor(t: TestContext, argv: readonly string[], around?: Surroundings): Promise<Ended> {
  return start(t, argv, around).ended;
}
