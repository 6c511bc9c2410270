import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestContext } from 'node:test';
import { folderFor } from '../cli/program.js';
import { projectRoot } from '../golden.js';

/**
 * Starts pyftpdlib with these accounts, for as long as the test lasts; on loopback unless `inside` runs it elsewhere, then
 * on all addresses. Answers with its port.
 */
export async function realServer(
  t: TestContext,
  accounts: Readonly<Record<string, string>>,
  inside: readonly string[] = [],
  python = '',
): Promise<number> {
  const folder = folderFor(t);
  const files = join(folder, 'files');
  mkdirSync(files);
  writeFileSync(join(files, 'README.txt'), 'hello\n');
  const settings = {
    address: inside.length === 0 ? '127.0.0.1' : '0.0.0.0',
    port: 0,
    user: 'nobody-else',
    password: 'x',
    files,
    accounts,
  };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ ...settings, python, passive: null, advertise: null }));
  const script = join(projectRoot, 'test/lab/servers/pyftpdlib-server.py');
  const starting = ['/usr/bin/python3', script, join(folder, 'settings.json')];
  const [command = '', ...words] = inside.concat(starting);
  const server = spawn(command, words, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => server.kill('SIGKILL'));
  const [port] = (await once(createInterface(server.stdout), 'line')) as [string];
  return Number(port);
}
