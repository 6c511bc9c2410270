import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { working } from './ftp-server.js';
import { ftpdoctor } from './program.js';

test('--dry-run prints the plan on standard output, stops, and opens no connection', async (t) => {
  let knocks = 0;
  const server = createServer(() => knocks++).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const ended = await ftpdoctor(t, ['check', '--dry-run', `127.0.0.1:${port}`]);
  assert.equal(ended.code, 0, ended.stderr);
  assert.match(ended.stdout, new RegExp(`^Plan for 127\\.0\\.0\\.1:${port} \\(auto[^]*passive-ports[^]*At most 40`));
  assert.equal(knocks, 0);
});

test('--dry-run of many targets from a file says what to leave out', async (t) => {
  const ended = await ftpdoctor(t, ['check', '--dry-run', '--targets', '/dev/null']);
  assert.equal(ended.code, 3);
  assert.match(ended.stderr, /--dry-run shows the plan of single checks/);
});

test('--verbose prints the plan before anything is done', async (t) => {
  const { port } = await working(t);
  const ended = await ftpdoctor(t, ['check', '--verbose', '--modes', 'pasv', `127.0.0.1:${port}`]);
  assert.match(ended.stderr, /^Plan for [^\n]*\n[^]*At most 40 control connections[^]*\n +\d+\.\d{3} [^\n]*: /);
});
