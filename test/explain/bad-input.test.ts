import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openInput } from '../../src/explain/input.js';
import { causesOf, explainBytes, explainFixtures, explainText, fixture, fixtureText } from './fixtures.js';

const program = join(import.meta.dirname, '../../src/cli/main.js');

function run(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [program, 'explain', ...words], (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'ftpdoctor-explain-'));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

test('an empty file is said to be empty', async () => {
  const { sources, verdict } = await explainText('');
  assert.deepEqual(sources[0]?.troubles, ['text.log is empty']);
  assert.equal(verdict, 'inconclusive');
});

test('binary data is named with its offset, text without FTP with its line', async () => {
  const noise = Uint8Array.from({ length: 5000 }, (_, at) => (at * 7919) % 256);
  assert.match((await explainBytes(noise)).sources[0]?.troubles[0] ?? '', /not recognised: binary data .* offset 0/);
  assert.match((await explainText('just a poem\n')).sources[0]?.troubles[0] ?? '', /not recognised: no line .* line 1/);
});

test('a file that is not there is one clear line and exit code 3', async () => {
  await assert.rejects(
    openInput('/nowhere/at/all.log'),
    /\/nowhere\/at\/all\.log cannot be read: there is no such file/,
  );
  const { code, err } = await run('/nowhere/at/all.log');
  assert.equal(code, 3);
  assert.equal(err, 'ftpdoctor: /nowhere/at/all.log cannot be read: there is no such file\n');
});

test('an endless line is cut, named by its number, and what stands around it is still explained', async () => {
  const text = `${fixtureText('made/curl-private.log')}${'x'.repeat(3_000_000)}\n${fixtureText('made/curl-healthy.log')}`;
  const explanation = await explainText(text);
  assert.match(explanation.sources[0]?.troubles[0] ?? '', /text\.log line 25 is longer than 16384 characters/);
  assert.deepEqual(causesOf(explanation), ['pasv-address-private']);
  assert.equal(explanation.sessions.length, 2);
});

test('a truncated saved report says where it stops', async () => {
  const { sources } = await explainText('{"schema":"ftpdoctor.report/1","target":{"host":"x"');
  assert.match(sources[0]?.troubles[0] ?? '', /text\.log: it is not complete JSON/);
});

test('a saved report with a broken event names it', async () => {
  const report = {
    schema: 'ftpdoctor.report/1',
    target: { host: 'x', port: 21, tls: 'off', user: 'u', path: '' },
    experiments: [],
    transcript: [{ seq: 'one' }],
  };
  const { sources } = await explainText(JSON.stringify(report));
  assert.match(
    sources[0]?.troubles[0] ?? '',
    /document 1 is no report or transcript of ftpdoctor: its event 1 is not one/,
  );
});

test('what a hostile server writes never reaches the terminal as it is', async (t) => {
  const file = join(folderFor(t), 'hostile.log');
  writeFileSync(file, '> USER joe\n< 530 \u001b[2J\u001b]0;owned\u0007 no\n');
  const { out, err } = await run(file);
  assert.doesNotMatch(out + err, /\u001b\[2J|\u0007/);
  assert.match(out, /\\x1b\[2J/);
});

test('explain ends with the exit code of the verdict, and prints one JSON document', async () => {
  const healthy = await run(fixture('made/curl-healthy.log'), '--quiet');
  const broken = await run(fixture('made/curl-private.log'), '--format', 'json');
  assert.equal(healthy.code, 0);
  assert.equal(broken.code, 2);
  const document = JSON.parse(broken.out) as {
    findings: { id: string }[];
    sessions: unknown[];
    sources: { side: string }[];
  };
  assert.equal(document.findings[0]?.id, 'pasv-address-private');
  assert.equal(document.sessions.length, 1);
  assert.equal(document.sources[0]?.side, 'client');
});

test('a saved explanation, explained again, gives the same findings', async (t) => {
  const file = join(folderFor(t), 'saved.json');
  const first = await run(fixture('made/curl-private.log'), '--format', 'json', '--output', file);
  assert.equal(first.code, 2);
  const again = await openInput(file).then(async (input) =>
    (await import('../../src/explain/explanation.js')).explainInputs([input]),
  );
  assert.equal(again.sources[0]?.format, 'ftpdoctor');
  assert.deepEqual(causesOf(again), causesOf(await explainFixtures('made/curl-private.log')));
});

test('--compare says what changed, and nothing where nothing did', async () => {
  const changed = await run('--compare', fixture('made/curl-private.log'), fixture('made/curl-healthy.log'));
  assert.match(changed.out, /^verdict: broken -> healthy$/m);
  assert.match(changed.out, /^finding pasv-address-private: .* -> not there$/m);
  assert.equal(changed.code, 0);
  const same = await run('--compare', fixture('made/curl-private.log'), fixture('made/curl-private.log'));
  assert.equal(same.out, 'Nothing changed.\n');
  assert.equal((await run('--compare', fixture('made/curl-private.log'))).code, 3);
});
