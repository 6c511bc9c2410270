import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { test } from 'node:test';
import { readDoor } from '../../src/cli/reflector/settings.js';
import { folderFor, ftpdoctor, start } from '../cli/program.js';
import { loggedIn, settings } from './start.js';

const range = (): string => {
  const { low, high } = settings().range;
  return `${low}-${high}`;
};

/** The log of a reflector that runs, and its first port once it serves. */
function follow(stderr: Readable): { readonly text: () => string; readonly port: Promise<number> } {
  let text = '';
  const port = new Promise<number>((resolve, reject) => {
    stderr.on('data', (piece: string) => {
      text += piece;
      const [, digits] = /"event":"listening","doors":"(\d+)/.exec(text) ?? [];
      if (digits !== undefined) resolve(Number(digits));
    });
    stderr.once('close', () => {
      reject(new Error(`it did not come to serve: ${text}`));
    });
  });
  return { text: () => text, port };
}

const posix = process.platform === 'win32' ? { skip: 'this system has no such signals' } : {};

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} tells every session, releases the ports and ends with 0`, posix, async (t) => {
    const running = start(t, ['reflector', '--listen', '127.0.0.1:0', '--data-range', range()]);
    const log = follow(running.child.stderr);
    const one = await loggedIn(t, await log.port);
    await one.ask('EPSV');
    running.child.kill(signal);
    assert.match(await one.reply(), /^421 The reflector is going down/);
    await one.closed;
    assert.equal((await running.ended).code, 0);
    const lines = log.text().trimEnd().split('\n').slice(2);
    const events = lines.map((line) => (JSON.parse(line) as { event: string }).event);
    assert.deepEqual(events, ['listening', 'begin', 'login', 'end', 'stopped']);
  });
}

test('what cannot be served is told in one line that names the mend, with exit code 3', async (t) => {
  const folder = folderFor(t);
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const taken = createServer().listen(0, '127.0.0.1');
  t.after(() => taken.close());
  await once(taken, 'listening');
  const at = taken.address();
  const port = at !== null && typeof at === 'object' ? at.port : 0;
  const misuse: readonly (readonly [words: readonly string[], complaint: RegExp])[] = [
    [['--listen', 'ftp'], /--listen "ftp" cannot be read; write for example 21, 990:tls/],
    [['--listen', '70000'], /port/],
    [['--listen', `127.0.0.1:${port}`], new RegExp(`port ${port} is taken by another program .*; stop it or give`)],
    [['--data-range', '21-50'], /ports below 1024 are no data ports/],
    [['--data-range', '50000-50003'], /8 ports are the least/],
    [['--public-address', 'ftp.example.com'], /"ftp\.example\.com" is not an IPv4 address/],
    [['--tls-cert', file('empty.pem', '')], /--tls-cert: .*empty\.pem holds none; give a PEM file/],
    [['--token-file', file('short', 'abc\n')], /short, token 1: a token is 8 to 200 visible ASCII characters/],
    [['--token-file', file('none', '# none\n')], /holds no token; write one in each line/],
    [['--token-file', join(folder, 'absent')], /absent does not exist/],
    [['--max-sessions', '0'], /--max-sessions "0"/],
    [['reflector.example.com'], /one word too many/],
  ];
  for (const [words, complaint] of misuse) {
    const { code, stdout, stderr } = await ftpdoctor(t, ['reflector', '--listen', '127.0.0.1:0', ...words]);
    assert.deepEqual([code, stdout], [3, ''], words.join(' '));
    assert.match(stderr, complaint);
    assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
  }
});

test('a door has a port, an address if one is wanted, and TLS if it is asked for', () => {
  assert.deepEqual(readDoor('21'), { host: '', port: 21, tls: false });
  assert.deepEqual(readDoor('990:tls'), { host: '', port: 990, tls: true });
  assert.deepEqual(readDoor('[2001:db8::1]:990:TLS'), { host: '2001:db8::1', port: 990, tls: true });
  for (const text of ['', ':21', '21:ssl', 'host:21', '1.2.3:21', '[::g]:21', '2001:db8::1:21', '999999']) {
    assert.throws(() => readDoor(text), /--listen/, text);
  }
});
