import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram, python } from '../lab/places.js';

/** A real FTP server in a network of its own, with a packet filter that can close its data channel. */
export interface Path {
  readonly folder: string;
  /** Name of the network namespace. */
  readonly space: string;
  /** Files that hold the login. */
  readonly passwordFile: string;
  /** Runs a program inside that network to its end. */
  run(command: readonly string[]): string;
  /** Starts one that is ended with the path. */
  start(command: readonly string[]): ChildProcess;
  /** Drops what goes to the passive ports, as a firewall does that nobody told about them. */
  break(): void;
  mend(): void;
  close(): Promise<void>;
}

/** The server's address and login inside that network. */
export const server = { target: '127.0.0.1:2121', user: 'lab', password: 'lab-passphrase' } as const;

/** The program under test. */
export const main = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

const passive = { low: 50_000, high: 50_099 };

/** Why a real path cannot be made on this machine; empty when it can. */
export function pathMissing(...programs: readonly string[]): string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'it needs Linux and root, for a network namespace';
  const absent = ['ip', 'nsenter', 'nft', 'curl', ...programs].filter((name) => findProgram(name) === null);
  if (absent.length > 0) return `not installed: ${absent.join(', ')} (test/monitoring/install-tools.sh installs them)`;
  const library = spawnSync(python, ['-c', 'import pyftpdlib']);
  if (library.status !== 0) return `${python} has no pyftpdlib (test/monitoring/install-tools.sh installs it)`;
  const name = `ftpdoctor-${process.pid}-try`;
  const made = spawnSync('ip', ['netns', 'add', name], { encoding: 'utf8' });
  if (made.status !== 0) return `no network namespace can be made: ${made.stderr.trim()}`;
  spawnSync('ip', ['netns', 'del', name]);
  return '';
}

/** Longer than any of these programs takes, however busy the machine; one that hangs is ended and its test fails. */
const patienceMs = 180_000;

function must(command: readonly string[], input = ''): string {
  const [program = '', ...args] = command;
  const done = spawnSync(program, args, { encoding: 'utf8', input, timeout: patienceMs });
  if (done.status !== 0) throw new Error(`${command.join(' ')} failed: ${done.stderr}${done.stdout}`);
  return done.stdout;
}

/** Builds it. Whatever was started inside ends with `close`. */
export async function openPath(): Promise<Path> {
  const space = `ftpdoctor-${process.pid}-${randomBytes(3).toString('hex')}`;
  const folder = mkdtempSync(join(tmpdir(), 'ftpdoctor-path-'));
  // Unlike `ip netns exec` this leaves /sys as it is, which programs that make containers need.
  const inside = (command: readonly string[]): string[] => ['nsenter', `--net=/run/netns/${space}`, ...command];
  const started: ChildProcess[] = [];

  const start: Path['start'] = (command) => {
    const [program = '', ...args] = inside(command);
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: folder } });
    child.stdout.resume();
    child.stderr.resume();
    started.push(child);
    return child;
  };
  const nft = (rules: string): void => {
    must(inside(['nft', '-f', '-']), `${rules}\n`);
  };
  const close = async (): Promise<void> => {
    const alive = started.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    const ended = Promise.all(alive.map((child) => once(child, 'exit')));
    for (const child of alive) child.kill('SIGTERM');
    const timer = setTimeout(() => {
      for (const child of alive) child.kill('SIGKILL');
    }, 5000);
    await ended;
    clearTimeout(timer);
    spawnSync('ip', ['netns', 'del', space]);
    rmSync(folder, { recursive: true, force: true });
  };
  const passwordFile = join(folder, 'password');

  function build(): void {
    must(['ip', 'netns', 'add', space]);
    must(inside(['ip', 'link', 'set', 'lo', 'up']));
    nft('table inet ftpdoctor {\n chain input {\n type filter hook input priority 0;\n }\n}');
    const files = join(folder, 'files');
    mkdirSync(files);
    writeFileSync(join(files, 'readme.txt'), 'hello\n');
    writeFileSync(passwordFile, `${server.password}\n`);
    const login = ['-u', server.user, '-P', server.password, '-d', files];
    const ports = ['-i', '127.0.0.1', '-p', '2121', '-r', `${passive.low}-${passive.high}`];
    start([python, '-m', 'pyftpdlib', ...login, ...ports]);
  }

  try {
    build();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...{ folder, space, passwordFile, start, close },
    run: (command) => must(inside(command)),
    break: () => {
      nft(`add rule inet ftpdoctor input tcp dport ${passive.low}-${passive.high} drop`);
    },
    mend: () => {
      nft('flush chain inet ftpdoctor input');
    },
  };
}

/** Asks again and again until the answer is the one wanted. Throws with the last answer when it does not come. */
export async function until(what: string, ask: () => string | true): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const answer = ask();
    if (answer === true) return;
    if (Date.now() > end) throw new Error(`it never came: ${what}; last seen: ${answer}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
