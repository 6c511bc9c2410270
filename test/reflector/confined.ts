import { execFile } from 'node:child_process';
import { cpSync, chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { folderFor } from '../cli/program.js';
import { projectRoot } from '../golden.js';

/** What the reflector is once it serves, and what a client got. */
export interface Confined {
  /** Lines of `/proc/PID/status` by their name. */
  readonly status: ReadonlyMap<string, string>;
  readonly listing: string;
  readonly log: string;
}

const script = `
set -eu
ip link set lo up
cd "$1"; shift
exec 3>log
"$@" >/dev/null 2>&3 3>&- & pid=$!
trap 'kill "$pid" 2>/dev/null || true' EXIT
# The log is followed up to the line that says it serves, or to the end of the program.
tail -n +1 --pid "$pid" --follow log 2>/dev/null | grep -q -m 1 '"event":"listening"' || { cat log >&2; exit 1; }
cat "/proc/$pid/status"; echo ===
curl -sS --max-time 10 ftp://127.0.0.1:21/; curl -sSk --max-time 10 --ssl-reqd ftp://127.0.0.1:2121/; echo ===
kill "$pid"; wait "$pid"
cat log
`;

/**
 * Starts the reflector with these words on its own loopback, under a program that takes rights away, and lists it. The
 * program lies where everybody may read it, as in an installation.
 */
export function runConfined(t: TestContext, under: readonly string[], words: readonly string[]): Promise<Confined> {
  const folder = folderFor(t);
  chmodSync(folder, 0o755);
  for (const name of ['bin', 'dist/bundle', 'package.json']) {
    cpSync(join(projectRoot, name), join(folder, name), { recursive: true });
  }
  const program = [...under, process.execPath, join(folder, 'bin/ftpdoctor.js'), ...words];
  const argv = ['--net', 'bash', '-c', script, 'bash', folder, ...program];
  return new Promise((resolve, reject) => {
    execFile('unshare', argv, { timeout: 30_000 }, (error, stdout, stderr) => {
      if (error !== null) {
        reject(new Error(`${error.message}\n${stderr}`));
        return;
      }
      const [about = '', listing = '', log = ''] = stdout.split('===\n');
      const status = new Map(about.split('\n').map((line) => [line.split(':')[0] ?? '', line.split('\t')[1] ?? '']));
      resolve({ status, listing, log });
    });
  });
}
