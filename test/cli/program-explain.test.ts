import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../golden.js';
import { folderFor, ftpdoctor } from './program.js';

const near = join(projectRoot, 'fixtures/explain/written/pair-near.log');
const far = join(projectRoot, 'fixtures/explain/written/pair-far.log');

const refused = `* Connected to files.acme-industries.com (93.184.216.34) port 21 (#0)
< 220 files.acme-industries.com
> USER jane
< 331 Password required for jane
> PASS s3cret-word
< 530 Login incorrect.
`;

for (const format of [
  'pretty',
  'json',
  'ndjson',
  'markdown',
  'html',
  'junit',
  'nagios',
  'prometheus',
  'github',
  'trace',
])
  test(`an anonymised explanation as ${format} names nobody, not even by the name of a file`, async (t) => {
    const folder = folderFor(t);
    const log = join(folder, 'jane-at-acme-industries.com.log');
    writeFileSync(log, refused);
    const ends = ['acme-near.log', 'acme-far.log'].map((name) => join(folder, name));
    copyFileSync(near, ends[0] ?? '');
    copyFileSync(far, ends[1] ?? '');
    const { stdout, stderr, code } = await ftpdoctor(t, ['explain', '--anonymise', '--format', format, log, ...ends]);
    assert.equal(code, 2);
    assert.doesNotMatch(stdout + stderr, /acme|jane|s3cret|93\.184/i);
    assert.match(stdout, /login-refused|refuses the login|> USER user\n/);
  });

test('both ends of an anonymised session still show what differs', async (t) => {
  const plain = await ftpdoctor(t, ['explain', near, far]);
  const shown = await ftpdoctor(t, ['explain', '--anonymise', near, far]);
  assert.match(plain.stderr, /line differs between the ends/);
  assert.match(shown.stderr, /line differs between the ends:\n {2}(.+) {3}\(file-1 .*\)\n {2}(?!\1)/);
  assert.equal(shown.code, plain.code);
});

test('an explanation in plain sentences has neither table nor drawing', async (t) => {
  const { stdout } = await ftpdoctor(t, ['explain', '--plain', near]);
  assert.match(stdout, /PASV/);
  assert.doesNotMatch(stdout, /[\u2500-\u257f]/);
});
