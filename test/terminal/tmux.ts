import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { projectRoot } from '../golden.js';

/** Why a test that needs these tools cannot run here, `false` where it can. */
export function without(...tools: readonly string[]): string | false {
  const missing = tools.filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
  return missing.length > 0 && `${missing.join(', ')} is not on this machine; sh test/terminal/install-tools.sh`;
}

/** Who ends what was started, such as a `TestContext`. */
export interface Cleanup {
  after(end: () => void): void;
}

/** A terminal of tmux, with a server of its own that ends with the test. */
export interface Terminal {
  /** The rows on the screen without the empty ones below, as a reader sees them. */
  screen(): Promise<string>;
  /** The screen with its colours, as SGR sequences (ECMA-48 section 8.3.117). */
  painted(): Promise<string>;
  /** The lines as the program wrote them: rows that the terminal broke are joined. */
  lines(): Promise<readonly string[]>;
  /** A variable of the pane, such as `pane_title`. */
  fact(name: string): Promise<string>;
}

const run = promisify(execFile);
let servers = 0;

/**
 * Runs a shell command in a terminal of so many columns, in a UTF-8 locale unless `env` says otherwise, and answers
 * when it has ended, with the screen as it was left.
 */
export async function inTerminal(
  t: Cleanup,
  columns: number,
  command: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Terminal> {
  const socket = `ftpdoctor-test-${process.pid}-${servers++}`;
  const tmux = async (...words: readonly string[]): Promise<string> => {
    const { stdout } = await run('tmux', ['-u', '-L', socket, ...words], { timeout: 60_000 });
    return stdout;
  };
  t.after(() => {
    spawnSync('tmux', ['-L', socket, 'kill-server']);
  });
  const surroundings = {
    PATH: process.env['PATH'] ?? '',
    HOME: '/nonexistent',
    LANG: 'C.UTF-8',
    TERM: 'screen',
    ...env,
  };
  const set = Object.entries(surroundings).map(([name, value]) => `${name}='${value}'`);
  // Nothing is typed: what the terminal shows is what the program wrote. `cat` keeps the pane.
  const script = `env -i ${set.join(' ')} sh -c '${command}'; tmux -L ${socket} wait-for -S ended; exec cat`;
  const size = ['-x', String(columns), '-y', '400'];
  await tmux('-f', '/dev/null', 'new-session', '-d', '-s', 'test', ...size, '-c', projectRoot, script);
  await tmux('wait-for', 'ended');
  return {
    screen: async () => `${(await tmux('capture-pane', '-p', '-t', 'test')).trimEnd()}\n`,
    painted: async () => (await tmux('capture-pane', '-p', '-e', '-t', 'test')).trimEnd(),
    lines: async () => (await tmux('capture-pane', '-p', '-J', '-t', 'test')).trimEnd().split('\n'),
    fact: async (name) => (await tmux('display-message', '-p', '-t', 'test', `#{${name}}`)).trimEnd(),
  };
}
