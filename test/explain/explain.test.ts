import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { documentOf } from '../../src/explain/explanation.js';
import { reportSchema } from '../../src/model/report.js';
import { cases } from './cases.js';
import { causesOf, explainFixtures, explainText, fixture, fixtureText } from './fixtures.js';

for (const [file, format, verdict, causes] of cases) {
  test(`${file} is read as ${format} and is ${verdict}${causes.length === 0 ? ' without a cause' : `: ${causes.join(', ')}`}`, async () => {
    const explanation = await explainFixtures(file);
    assert.equal(explanation.sources[0]?.format, format);
    assert.equal(explanation.verdict, verdict);
    assert.deepEqual(causesOf(explanation), causes);
    for (const { report } of explanation.sessions) assert.doesNotThrow(() => reportSchema.parse(report));
  });
}

test('every fixture is a case or one half of a pair', () => {
  const known = new Set(cases.map(([file]) => file));
  for (const folder of ['made', 'written', 'seeds']) {
    for (const name of readdirSync(fixture(folder))) {
      assert.ok(
        known.has(`${folder}/${name}`) || name.startsWith('pair-') || name === 'mixed-paste.txt',
        `${folder}/${name} is not a case`,
      );
    }
  }
});

test('a log of commands without replies blames nobody, and says how to log the rest', async () => {
  const { sessions } = await explainFixtures('made/tnftp-commands-only.log');
  assert.match(sessions[0]?.report.headline ?? '', /commands and none of the replies[^]*ftp -v -d/);
  assert.equal(sessions[0]?.report.advice.nextExperiment?.command, 'ftpdoctor check SERVER');
});

test('an option of ls that a server took for a name is told apart from a missing right', async () => {
  const { sessions } = await explainFixtures('made/ncftp-ls-options.log');
  const [denied] = sessions[0]?.report.findings ?? [];
  assert.match(denied?.remedies[0]?.text ?? '', /^The client sent -CF, an option of ls/);
});

test('the passive table of Q283679 advertises the client at port 2531 while the data comes from the server', async () => {
  const { sessions } = await explainFixtures('seeds/q283679-passive.txt');
  const [attempt] = sessions[0]?.report.attempts ?? [];
  assert.deepEqual([attempt?.advertised?.host, attempt?.advertised?.port], ['192.168.4.29', 2531]);
  assert.deepEqual(attempt?.used, { host: '10.0.0.10', port: 2531 });
});

test('the server-to-server dialogue of Q247132 is two sessions that name one endpoint', async () => {
  const { sessions } = await explainFixtures('seeds/q247132.txt');
  const endpoints = sessions.map(({ report }) => report.attempts[0]?.advertised);
  assert.equal(sessions.length, 2);
  for (const endpoint of endpoints) assert.deepEqual([endpoint?.host, endpoint?.port], ['192.168.1.20', 3901]);
});

test('the dialogues of the blog name 169.254.10.2:18482 and 169.254.10.1:50451', async () => {
  const active = await explainFixtures('seeds/blog-active.txt');
  const passive = await explainFixtures('seeds/blog-passive.txt');
  const advertised = [active, passive].map(({ sessions }) => sessions[0]?.report.attempts[0]?.advertised);
  assert.deepEqual(
    advertised.map((one) => `${one?.host ?? ''}:${one?.port ?? ''}`),
    ['169.254.10.2:18482', '169.254.10.1:50451'],
  );
});

test('the LinkSys examples give ports 16683 and 40474', async () => {
  const ports = [];
  for (const name of ['seeds/linksys-port.txt', 'seeds/linksys-pasv.txt']) {
    ports.push((await explainFixtures(name)).sessions[0]?.report.attempts[0]?.advertised?.port);
  }
  assert.deepEqual(ports, [16683, 40474]);
});

test('where both addresses are private, one that does not answer may be the right one with its port closed', async () => {
  const { sessions } = await explainFixtures('written/ftp-both-private.txt');
  assert.ok(sessions[0]?.report.undetermined.some(({ id }) => id === 'pasv-address-private'));
  assert.match(sessions[0]?.report.advice.nextExperiment?.command ?? '', /^ftpdoctor check .*10\.226\.0\.10/);
});

test('a hang after a public 227 gets no cause but the experiment that would tell', async () => {
  const { sessions } = await explainFixtures('written/filezilla-hangs.log');
  const report = sessions[0]?.report;
  assert.ok(report?.undetermined.some(({ id }) => id === 'passive-range-closed'));
  assert.match(report?.advice.nextExperiment?.command ?? '', /^ftpdoctor check .*203\.0\.113\.10/);
});

test('evidence names the lines of the file', async () => {
  const { findings, sessions } = await explainFixtures('written/filezilla-replaced.log');
  const [first] = findings;
  assert.match(first?.for[0]?.text ?? '', /filezilla-replaced\.log lines 16, 17/);
  const event = first?.for[0]?.events[1];
  assert.equal(sessions[0]?.places[String(event)], 'filezilla-replaced.log line 17');
});

test('what a log does not show is null and not 0', async () => {
  const { sessions } = await explainFixtures('written/raw-hang-public.txt');
  const control = sessions[0]?.report.control;
  assert.deepEqual([control?.rttMs, control?.bannerDelayMs, control?.remote, control?.local], [null, null, null, null]);
});

test('a server that is anonymised is not guessed, nor is an anonymised 227 malformed', async () => {
  const { sessions, findings } = await explainFixtures('written/filezilla-anonymised.log');
  assert.equal(sessions[0]?.report.attempts[0]?.advertised, null);
  assert.ok(!findings.some(({ id }) => id === 'pasv-reply-malformed' || id.startsWith('pasv-address')));
});

test('what an anonymised or bare dialogue leaves open is listed, and not called unexplained alone', async () => {
  const passive = await explainFixtures('written/filezilla-anonymised.log');
  const active = await explainFixtures('written/ftp-hangs-at-150.txt');
  const open = [passive, active].map(({ sessions }) => sessions[0]?.report.undetermined.map(({ id }) => id));
  assert.deepEqual(open, [
    ['pasv-address-private', 'client-egress-blocked', 'passive-range-closed'],
    ['server-egress-blocked', 'client-nat-without-alg', 'client-firewall-blocks-callback'],
  ]);
  const summary = active.findings.find(({ id }) => id === 'unexplained-failure')?.summary;
  assert.match(summary ?? '', /does not tell why: undecided are server-egress-blocked, client-nat-without-alg and/);
});

test("a server's own log names its product, and its 227 may be rewritten on the way", async () => {
  const { sessions, findings } = await explainFixtures('written/vsftpd-private.log');
  assert.equal(sessions[0]?.report.control.server?.product, 'vsftpd');
  const found = findings.find(({ id }) => id === 'pasv-address-private');
  assert.equal(found?.confidence, 'likely');
  assert.ok(found.notTested.some((text) => text.includes('ALG on the NAT of the server')));
  assert.match(found.remedies[0]?.snippet ?? '', /^pasv_address=/);
});

test('a login failure is never blamed on NAT', async () => {
  for (const name of ['made/curl-denied.log', 'written/filezilla-denied.log']) {
    const { findings } = await explainFixtures(name);
    assert.deepEqual(
      findings.filter(({ kind }) => kind === 'cause').map(({ party }) => party),
      ['server'],
    );
  }
});

test('no password of any fixture is in the result', async () => {
  const secrets = [
    'geheim',
    'geheim99',
    'hunter22',
    'xyzzy123',
    'secret@example.com',
    'MyPassword',
    'secretpw',
    'secret4711',
  ];
  for (const [file] of cases) {
    const text = JSON.stringify(documentOf(await explainFixtures(file)));
    for (const secret of secrets) assert.ok(!text.includes(secret), `${file} shows ${secret}`);
  }
});

test('a log cut into pieces of any size says the same', async () => {
  const text = fixtureText('made/lftp-private.log');
  const whole = await explainText(text);
  for (const piece of [1, 7, 64]) {
    const cut = await explainText(text, piece);
    assert.deepEqual(cut.findings, whole.findings);
  }
});

test('a log in UTF-16, as Windows writes them, is read as well', async () => {
  const text = fixtureText('written/windows-ftp-exe.log');
  const { explainBytes } = await import('./fixtures.js');
  const bytes = Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`, 'utf16le');
  assert.deepEqual(causesOf(await explainBytes(bytes)), ['client-nat-without-alg']);
});

test('a dialogue in the middle of prose is found', async () => {
  const text = `Hello,\n\nsince Monday 3 of our 200 clients hang.\n\n${fixtureText('written/raw-hang-private.txt')}\n\n500 thanks\n`;
  assert.deepEqual(causesOf(await explainText(text)), ['pasv-address-private']);
});

test('many sessions of one shape are judged once and counted', async () => {
  const one = fixtureText('written/pure-ftpd.log');
  const many = Array.from({ length: 50 }, (_, n) => one.replaceAll('[812]', `[${n + 1000}]`)).join('');
  const { sources, sessions } = await explainText(many);
  assert.equal(sources[0]?.sessions, 50);
  assert.deepEqual(
    sessions.map(({ alike }) => alike),
    [50],
  );
});
