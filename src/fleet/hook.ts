import { spawn, type ChildProcess } from 'node:child_process';
import { safeJson } from '../formats/sanitise.js';
import type { Report, Verdict } from '../model/report.js';
import { formatEndpoint } from '../protocol/address.js';

/** A verdict that is another than the one before. */
export interface Change {
  readonly from: Verdict | 'unknown';
  readonly report: Report;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The environment without the variables that hold a password of a target: they are none of a child's business. */
export function withoutPasswords(env: Environment, passwords: ReadonlySet<string>): Environment {
  return Object.fromEntries(
    Object.entries(env).filter(
      ([name, value]) => !/^FTPDOCTOR_(?:\w+_)?PASSWORD$/.test(name) && !passwords.has(value ?? ''),
    ),
  );
}

/** What a hook learns without reading the report. */
function environmentOf({ from, report }: Change, env: Environment): NodeJS.ProcessEnv {
  return {
    ...env,
    FTPDOCTOR_TARGET: formatEndpoint(report.target),
    FTPDOCTOR_FROM: from,
    FTPDOCTOR_TO: report.verdict,
  };
}

/** Ends the shell with all that it started, which where there are process groups is a group of its own. */
function end(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}

/** Time between asking a hook to end and ending it. */
const graceMs = 1000;

/**
 * Runs a command of the user in a shell, with the report as JSON on its standard input; what it prints goes to standard
 * error. It is ended after `limitMs` or with `signal`. Answers with what went wrong, `null` for nothing.
 */
export function runHook(
  command: string,
  change: Change,
  limitMs: number,
  env: Environment,
  signal: AbortSignal,
): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(command, {
      shell: true,
      detached: process.platform !== 'win32',
      stdio: ['pipe', process.stderr, process.stderr],
      env: environmentOf(change, env),
    });
    let why: string | null = null;
    let kill: NodeJS.Timeout | undefined;
    const stop = (reason: string): void => {
      why ??= reason;
      end(child, 'SIGTERM');
      kill ??= setTimeout(() => {
        end(child, 'SIGKILL');
      }, graceMs);
    };
    const timer = setTimeout(() => {
      stop(`ran for longer than ${Math.round(limitMs / 1000)} s and was ended`);
    }, limitMs);
    const onAbort = (): void => {
      stop('was ended with the watch');
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const answer = (result: string | null): void => {
      clearTimeout(timer);
      clearTimeout(kill);
      signal.removeEventListener('abort', onAbort);
      resolve(result);
    };
    child.on('error', (error) => {
      answer(`could not be run: ${error.message}`);
    });
    child.on('exit', (code, by) => {
      const failure = by === null ? `ended with exit code ${code ?? 0}` : `was ended by ${by}`;
      answer(why ?? (code === 0 ? null : failure));
    });
    // A hook need not read what it is told.
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${safeJson(change.report)}\n`);
    if (signal.aborted) onAbort();
  });
}
