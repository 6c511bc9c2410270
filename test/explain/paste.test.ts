import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openInput } from '../../src/explain/input.js';
import { unpasted } from '../../src/explain/paste.js';
import { cases } from './cases.js';
import { explainFixtures, explainText, fixture } from './fixtures.js';

test('a log as its program wrote it stays as it is', async () => {
  const changed: string[] = [];
  for (const [file] of cases) {
    const input = await openInput(fixture(file));
    if ((await unpasted(input)) !== input) changed.push(file);
  }
  const pasted = changed.filter((file) => file.startsWith('written/paste-'));
  assert.deepEqual(changed, pasted);
  assert.ok(pasted.length >= 9, `only ${pasted.join(', ')} lost what is around their lines`);
});

test('lines of a paste keep their numbers, also where a broken line was joined', async () => {
  const { sessions } = await explainFixtures('written/paste-wrapped-lftp.txt');
  const [cause] = sessions[0]?.report.findings ?? [];
  assert.match(cause?.for[0]?.text ?? '', /10\.0\.0\.10:50000\. \(paste-wrapped-lftp\.txt lines 15, 16\)$/);
  assert.match(cause?.for[1]?.text ?? '', /timed out.*lines 15, 16, 19\)$/i);
});

test('a password in a quoted log is masked like any other', async () => {
  const explanation = await explainFixtures('written/paste-quoted-curl.txt');
  assert.ok(!JSON.stringify(explanation).includes('hunter2'));
});

test('what was put in the place of an address or a user is neither', async () => {
  const { sessions } = await explainFixtures('written/paste-anonymised-ftp.txt');
  const [report] = sessions.map((one) => one.report);
  assert.equal(report?.advice.nextExperiment?.command, 'ftpdoctor check SERVER');
  const masked = await explainFixtures('written/paste-stamped-basic-ftp.txt');
  assert.equal(masked.sessions[0]?.report.advice.nextExperiment?.command, 'ftpdoctor check 203.0.113.10');
});

test('a reply whose end was cut out does not take in those after it', async () => {
  const { sessions } = await explainText(
    '< 220-Welcome\n> USER joe\n< 331 Password\n> PASS x\n< 530 Login incorrect.\n',
  );
  assert.deepEqual(
    sessions[0]?.report.findings.filter(({ kind }) => kind === 'cause').map(({ id }) => id),
    ['login-refused'],
  );
});
