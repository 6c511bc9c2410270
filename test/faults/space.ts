import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { folderFor } from '../cli/program.js';

/** Two hosts on a wire, in network namespaces of their own. */
export interface Space {
  /** Run before a command they have it run on that host. */
  readonly client: readonly string[];
  readonly server: readonly string[];
  /** Runs `ip` on the client. */
  ip(...words: string[]): void;
}

/** The addresses of the two, and one that the client may move to. */
export const addresses = { client: '10.99.0.1', server: '10.99.0.2', other: '10.99.0.3' } as const;

function must(command: string, ...argv: string[]): void {
  const { status, stderr, error } = spawnSync(command, argv, { encoding: 'utf8', timeout: 120_000 });
  if (status !== 0) throw error ?? new Error(`${command} ${argv.join(' ')}: ${stderr}`);
}

/** Why they cannot be made here; empty when they can. */
export function spaceMissing(): string {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'it needs Linux and root, for network namespaces';
  const name = `ftpdoctor-${process.pid}-try`;
  if (spawnSync('ip', ['netns', 'add', name]).status !== 0) return 'no network namespace can be made';
  spawnSync('ip', ['netns', 'del', name]);
  return '';
}

/** What the resolver of the client is told: by itself it waits longer for an answer than any run of the program may take. */
const endless = 'options timeout:30 attempts:5';

/** Makes both, for as long as the test lasts. The client's only name server is the server host. */
export function openSpace(t: TestContext): Space {
  const name = `ftpdoctor-${process.pid}-${randomBytes(3).toString('hex')}`;
  const [client, server] = [`${name}-c`, `${name}-s`];
  for (const one of [client, server]) {
    must('ip', 'netns', 'add', one);
    t.after(() => spawnSync('ip', ['netns', 'del', one]));
    must('ip', '-n', one, 'link', 'set', 'lo', 'up');
  }
  must('ip', '-n', client, 'link', 'add', 'wire', 'type', 'veth', 'peer', 'name', 'wire', 'netns', server);
  for (const [one, address] of [
    [client, addresses.client],
    [server, addresses.server],
  ] as const) {
    must('ip', '-n', one, 'addr', 'add', `${address}/24`, 'dev', 'wire');
    must('ip', '-n', one, 'link', 'set', 'wire', 'up');
  }
  const resolver = join(folderFor(t), 'resolv.conf');
  writeFileSync(resolver, `nameserver ${addresses.server}\n${endless}\n`);
  const enter = ['sh', '-c', 'mount --bind "$0" /etc/resolv.conf && exec "$@"', resolver];
  return {
    client: ['ip', 'netns', 'exec', client, ...enter],
    server: ['ip', 'netns', 'exec', server],
    ip: (...words) => {
      must('ip', '-n', client, ...words);
    },
  };
}
