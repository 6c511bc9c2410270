import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { UsageError } from '../../src/cli/usage-error.js';
import type { Words } from '../../src/cli/words.js';
import { isYaml } from '../../src/fleet/entries.js';
import type { FleetItem } from '../../src/fleet/item.js';
import { loadFleet } from '../../src/fleet/load.js';

interface Loaded {
  readonly items: readonly FleetItem[];
  readonly warned: readonly string[];
  readonly said: readonly string[];
  readonly error: UsageError | null;
}

/** Loads a targets file of this text, with a home that holds no .netrc. */
async function load(
  t: TestContext,
  text: string,
  words: Words = {},
  env: Record<string, string> = {},
): Promise<Loaded> {
  const folder = mkdtempSync(join(tmpdir(), 'ftpdoctor-test-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'targets');
  writeFileSync(file, text);
  const warned: string[] = [];
  const said: string[] = [];
  const short = (list: string[]) => (line: string) => void list.push(line.replaceAll(file, 'FILE'));
  const options = { env: { HOME: folder, ...env }, deadlineMs: null, warn: short(warned), say: short(said) };
  try {
    return { items: await loadFleet([], { ...words, targets: file }, options), warned, said, error: null };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return { items: [], warned, said, error };
  }
}

test('what a targets file is, is told by what it says', () => {
  for (const text of [
    'targets:\n - a',
    '- a',
    '---\n- a',
    '# c\n\ndefaults: {}',
    '{"targets": []}',
    '["a"]',
    'target :',
  ]) {
    assert.ok(isYaml(text), text);
  }
  for (const text of ['', 'host', 'host:21', '[::1]:21', 'ftp://u@h/p', '# targets:\nhost', '2001:db8::1']) {
    assert.ok(!isYaml(text), text);
  }
});

test('one target a line, with comments, blank lines, CRLF and a byte order mark', async (t) => {
  const { items } = await load(
    t,
    '\uFEFF# servers\r\nftp.a.example\r\n\r\n  [2001:db8::1]:2121 # inside\r\nftp://h.example/pub#1\r\n',
  );
  assert.deepEqual(
    items.map(({ target: { host, port, path }, place }) => [host, port, path, place.replace(/^.*targets:/, '')]),
    [
      ['ftp.a.example', 21, '', '2:1'],
      ['2001:db8::1', 2121, '', '4:3'],
      ['h.example', 21, 'pub#1', '5:1'],
    ],
  );
});

test("a target's own options come before those of the command line, and these before the defaults", async (t) => {
  const text = `
defaults: { timeout: 1s, depth: quick, deadline: 30s }
targets:
  - one.example
  - target: ftpes://two.example:2121
    timeout: 3s
    modes: [pasv, epsv]
    require: [epsv]
    tls-insecure: true
    deadline: 5s
`;
  const { items } = await load(t, text, { depth: 'deep', timeout: '2s' });
  const [one, two] = items;
  assert.equal(one?.options.timeoutMs, 2000);
  assert.equal(one.options.depth, 'deep');
  assert.equal(one.deadlineMs, 30_000);
  assert.equal(two?.options.timeoutMs, 3000);
  assert.deepEqual(two.options.modes, ['PASV', 'EPSV']);
  assert.deepEqual(two.assertions.require, ['EPSV']);
  assert.equal(two.options.tlsInsecure, true);
  assert.equal(two.target.tls, 'explicit');
  assert.equal(two.deadlineMs, 5000);
});

test('users and passwords come from the environment where a reference names it', async (t) => {
  const text = `
defaults: { user: shared, password: '\${SHARED}' }
targets:
  - a.example
  - { target: b.example, user: '\${WHO}', password: '\${OWN}' }
  - ftp://carol:\${OWN}@c.example
`;
  const { items, warned } = await load(t, text, {}, { SHARED: 's3', OWN: 'o/w@n', WHO: 'bob' });
  assert.deepEqual(
    items.map(({ target: { user, password } }) => [user, password]),
    [
      ['shared', 's3'],
      ['bob', 'o/w@n'],
      ['carol', 'o/w@n'],
    ],
  );
  assert.deepEqual(warned, []);
});

test('a password in clear is refused as an option, and in a URL taken with a warning that does not show it', async (t) => {
  const refused = await load(t, '- { target: a.example, user: joe, password: geheim }');
  assert.match(
    refused.said.join('\n'),
    /^FILE:1:\d+: a password has no place in this file; write password: \$\{NAME\}/,
  );
  const taken = await load(t, 'ftp://joe:geheim@a.example\nftp://ann:geheim2@b.example\n');
  assert.deepEqual(
    taken.items.map(({ target }) => target.password),
    ['geheim', 'geheim2'],
  );
  assert.equal(taken.warned.length, 1);
  assert.match(taken.warned[0] ?? '', /^FILE holds passwords in clear/);
  for (const text of [...refused.said, refused.error?.message ?? '', ...taken.warned])
    assert.doesNotMatch(text, /geheim/);
});

test('every bad line of a plain file is named with its place, and nothing is left to check', async (t) => {
  const { items, said, error } = await load(t, 'ok.example\nbad host\n  ftp://u:secret@h:0/\nok2.example\nsftp://q\n');
  assert.equal(items.length, 0);
  assert.deepEqual(
    said.map((line) => line.split(': ')[0]),
    ['FILE:2:1', 'FILE:3:3', 'FILE:5:1'],
  );
  assert.match(error?.message ?? '', /3 faults; nothing was sent$/);
  assert.doesNotMatch(said.join(), /secret/);
});

test('every bad key and target of a YAML file is named with its place, each once', async (t) => {
  const text = `defaults:
  user: monitor
  password: \${NOPE}
  timeot: 3s
targets:
  - ftp.a.example
  - target: ftp.b.example:99999
  - target: ftp.c
    modes: [pasv, epsx]
  - 17
  - { port: 21, zzz: 1 }
other: 1
`;
  const { said, error } = await load(t, text);
  const lines = said.map((line) => /^FILE:(\d+):\d+: (.*)$/.exec(line)?.slice(1, 3) ?? [line]);
  assert.deepEqual(
    lines.map(([line]) => line),
    ['3', '4', '7', '9', '10', '11', '11', '12'],
  );
  assert.match(lines[1]?.[1] ?? '', /did you mean timeout\?/);
  assert.match(lines[3]?.[1] ?? '', /"epsx" is not a mode/);
  assert.ok(said.some((line) => line.endsWith('"zzz" is no option of a target; ftpdoctor check --help lists them')));
  assert.match(error?.message ?? '', /8 faults; nothing was sent$/);
});

test('a wrong option of the command line is named once, and not for each line of the file', async (t) => {
  const { said, error } = await load(t, 'a.example\nb.example\n', { port: '99999' });
  assert.deepEqual(said, []);
  assert.match(error?.message ?? '', /^--port "99999" is not a port/);
});

test('an option that needs another beside it is understood in a file, and missed where that is absent', async (t) => {
  const { items } = await load(t, 'targets: [{ target: a.example, throttle: 6m, transfer: big.iso }]');
  assert.deepEqual([items[0]?.options.throttleMs, items[0]?.options.transfer], [360_000, 'big.iso']);
  const { said } = await load(t, 'targets: [{ target: a.example, throttle: 6m }]');
  assert.match(said.join(), /FILE:1:\d+: .*throttle slows down a transfer, but none was asked for/);
});

test('text that is no YAML after all, no text, or no target is refused in one line', async (t) => {
  assert.match((await load(t, 'targets: [a\nb: }')).error?.message ?? '', /targets:\d+:\d+/);
  assert.match((await load(t, '# nothing\n')).error?.message ?? '', /names no target/);
  assert.match((await load(t, 'h\0o\0s\0t\0')).error?.message ?? '', /UTF-16/);
  assert.match((await load(t, 'targets: 3')).said.join(), /targets must be a list/);
});

test('a target named twice with the same options is checked once; with others, twice', async (t) => {
  const same = await load(t, 'A.example\nb.example\na.example:21\n');
  assert.equal(same.items.length, 2);
  assert.match(same.warned.join(), /FILE:3:1: the same target as at FILE:1:1/);
  const other = await load(t, '- a.example\n- { target: a.example, modes: pasv }\n');
  assert.equal(other.items.length, 2);
});

test('anchors may be repeated for every target, and merged', async (t) => {
  const { items } = await load(
    t,
    [
      'targets:',
      '- &all { target: 0.example, timeout: 2s, modes: &m [pasv, epsv] }',
      ...Array.from({ length: 200 }, (_, at) => `- { target: ${at + 1}.example, modes: *m }`),
      '- { <<: *all, target: last.example, timeout: 3s }',
    ].join('\n'),
  );
  assert.equal(items.length, 202);
  const last = items.at(-1);
  assert.deepEqual(
    [last?.target.host, last?.options.modes, last?.options.timeoutMs],
    ['last.example', ['PASV', 'EPSV'], 3000],
  );
});

test('aliases that would make a small file large are refused', async (t) => {
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
  for (const [at, name] of ['b', 'c', 'd', 'e', 'f', 'g'].entries()) {
    const before = 'abcdefg'[at] ?? '';
    bomb.push(`${name}: &${name} [*${before},*${before},*${before},*${before},*${before},*${before},*${before}]`);
  }
  assert.ok((await load(t, `${bomb.join('\n')}\ntargets: *g\n`)).error);
});
