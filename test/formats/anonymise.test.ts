import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymiser } from '../../src/formats/anonymise.js';
import { renderAll } from '../../src/formats/format.js';
import { loadFormats } from '../../src/formats/index.js';
import type { Report } from '../../src/model/report.js';
import { jsonFromLetters, jsonToLetters, toLetters } from '../../src/protocol/letters.js';
import { rules } from '../../src/rules/index.js';
import { explain } from '../../src/report/build.js';
import { scenarios } from '../../src/lab/scenarios/index.js';
import { diagnoseScenario } from '../support/scenario-run.js';
import { growth, linear } from '../protocol/growth.js';
import { payloads } from './payloads.js';
import { doubleFault, filledWith, healthy, privateAddress } from './reports.js';
import { style } from './styles.js';

const formats = await loadFormats();

/** The report with every text of the sample's network replaced by what a real company might have. */
function secret(report: Report): Report {
  const text = JSON.stringify(report)
    .replaceAll('ftp.example.com', 'files.corp.acme-industries.com')
    .replaceAll('198.51.100.7', '93.184.216.34')
    .replaceAll('203.0.113.7', '81.2.69.160')
    .replaceAll('10.0.0.10', '10.77.3.9')
    .replaceAll('(10,0,0,10,', '(10,77,3,9,')
    .replaceAll('192.168.1.100', '192.168.44.17')
    .replaceAll('"user":"anonymous"', '"user":"jane.roe"')
    .replaceAll('USER anonymous', 'USER jane.roe')
    .replaceAll('"path":""', '"path":"/home/jane/merger"')
    .replaceAll('(vsFTPd 3.0.5)', '(vsFTPd 3.0.5) at files.corp.acme-industries.com for jane.roe');
  return JSON.parse(text) as Report;
}

const telltale = /93\.184|81\.2\.69|10[.,]77|192[.,]168[.,]44|acme|jane|merger/i;

test('no format shows an address, a name, a user or a path of an anonymised report', () => {
  for (const report of [secret(privateAddress), secret(doubleFault)]) {
    assert.match(JSON.stringify(report), telltale);
    const shown = anonymiser()(report);
    for (const format of formats)
      assert.doesNotMatch(renderAll(format, [shown, shown], style({ verbose: true })), telltale, format.id);
  }
});

test('no format shows the name of a file that was retrieved', async () => {
  const scenario = scenarios.find(({ id }) => id === 'transfer-unheard');
  assert.ok(scenario !== undefined);
  const { report } = await diagnoseScenario(scenario);
  assert.match(JSON.stringify(report), /backup/);
  const shown = anonymiser()(report);
  assert.equal(shown.transfers?.[0]?.path, 'a-file');
  for (const format of formats) {
    assert.doesNotMatch(renderAll(format, [shown, shown], style({ verbose: true })), /backup/, format.id);
  }
});

test('what was equal stays equal, and private addresses stay private in the same block', () => {
  const shown = anonymiser()(secret(privateAddress));
  const [first] = shown.attempts;
  assert.equal(first?.advertised?.host, first?.used?.host);
  assert.match(first?.advertised?.host ?? '', /^10\.0\.\d+\.\d+$/);
  assert.match(shown.control.local?.host ?? '', /^192\.168\.\d+\.\d+$/);
  assert.equal(shown.control.remote?.host, shown.attempts[1]?.used?.host);
  assert.notEqual(shown.control.remote?.host, shown.control.seenAs);
  assert.match(shown.control.remote?.host ?? '', /^203\.0\.113\./);
  assert.equal(first?.advertised?.port, 50000);
  const named = shown.transcript.find(({ outcome }) => outcome.ok && outcome.value.startsWith('227'));
  const inside = String(first.advertised.host.split('.'));
  assert.ok(named?.outcome.ok === true && named.outcome.value.includes(`(${inside},195,80)`));
  assert.ok(shown.findings[0]?.remedies[0]?.snippet?.includes(`pasv_address=${shown.control.remote?.host ?? ''}`));
});

test('products, versions, times and ports are not taken for names or addresses', () => {
  const server = { product: 'ProFTPD', version: '1.3.8.1' };
  for (const banner of [
    '220 ProFTPD 1.3.8 ready, see www.pureftpd.org, 12:30:45, port 21',
    '220 ProFTPD 1.3.8.1 Server ready.',
    '220-FileZilla Server version 0.9.60.2',
    '220 FileZilla Server 1.9.4.0',
    '220 Serv-U FTP Server v15.4.0.1 ready',
    '220 vsFTPd/3.0.5.1 ready',
  ]) {
    const shown = anonymiser()({ ...healthy, control: { ...healthy.control, banner, server } });
    assert.equal(shown.control.banner, banner);
    assert.deepEqual(shown.control.server, server);
  }
  for (const banner of ['220 FTP 93.184.216.34', '220 server 93.184.216.34', '220 ProFTPD [93.184.216.34]']) {
    const shown = anonymiser()({ ...healthy, control: { ...healthy.control, banner } });
    assert.doesNotMatch(shown.control.banner, /93\.184/);
  }
  const inside = anonymiser()({ ...healthy, control: { ...healthy.control, banner: '220 vsFTPd 10.77.3.9' } });
  assert.doesNotMatch(inside.control.banner, /10\.77/);
  const shown = anonymiser()(healthy);
  assert.deepEqual(shown.experiments, healthy.experiments);
  assert.equal(shown.startedAt, healthy.startedAt);
});

test('a name is taken out of commands and sentences, and sentences about users stay whole', () => {
  const report = anonymiser()({
    ...doubleFault,
    target: { ...doubleFault.target, user: 'jane roe' },
    headline: 'The server refuses the login of user jane roe.',
    transcript: doubleFault.transcript.map((event) => ({ ...event, input: 'user bob the builder' })),
    undetermined: [
      { id: 'login-refused', because: 'USER jane roe was answered, USER carl was not. Ask the user and others.' },
    ],
  });
  assert.equal(report.headline, 'The server refuses the login of user user.');
  assert.equal(report.transcript[0]?.input, 'user user3');
  assert.equal(report.undetermined[0]?.because, 'USER user was answered, USER user2 was not. Ask the user and others.');
});

test('several reports of one anonymiser agree on what is the same', () => {
  const shown = anonymiser();
  const [a, b] = [shown(secret(privateAddress)), shown(secret(doubleFault))];
  assert.equal(a.control.remote?.host, b.control.remote?.host);
  assert.equal(a.target.host, b.target.host);
});

test('the diagnosis of an anonymised transcript is the diagnosis of the original', async () => {
  for (const scenario of scenarios) {
    const { report, transcript } = await diagnoseScenario(scenario);
    const again = explain(anonymiser()(transcript), rules);
    assert.deepEqual(
      again.findings.map(({ id }) => id),
      report.findings.map(({ id }) => id),
      scenario.id,
    );
    assert.equal(again.verdict, report.verdict, scenario.id);
  }
});

test('hostile text is anonymised and stays the report it was', () => {
  for (const [name, payload] of Object.entries(payloads)) {
    const report = filledWith(payload);
    assert.equal(anonymiser()(report).attempts.length, report.attempts.length, name);
  }
});

test('long hostile text is anonymised in a time that grows with its length and no faster', () => {
  for (const piece of ['1,', '1.', 'a:', 'a.'])
    assert.ok(
      growth(250, (size) => {
        const report = filledWith(piece.repeat(size));
        return () => anonymiser()(report);
      }) < linear,
      piece,
    );
});

test('what a reflector says in letters is anonymised as well, addresses as raw bytes included', () => {
  const record = { peer: { host: '93.184.216.34', port: 4711 }, text: 'PORT 192,168,44,17,8,9' };
  const payload = Uint8Array.from([0x61, 0, 93, 184, 216, 34, 0, ...new TextEncoder().encode('93.184.216.34 it is')]);
  const told = (value: string): Report => {
    const [event] = healthy.transcript;
    assert.ok(event !== undefined);
    return { ...healthy, transcript: [{ ...event, input: '', outcome: { ok: true, value } }] };
  };
  const heard = ({ transcript: [event] }: Report): string => (event?.outcome.ok === true ? event.outcome.value : '');
  const said = heard(anonymiser()(told(`200 ${jsonToLetters({ ...record, payload: toLetters(payload) })}\r\n`)));
  const plain = JSON.stringify(jsonFromLetters(said.slice(4).trim()));
  assert.match(plain, /"port":4711/);
  assert.match(plain, /"PORT 192,168,\d+,\d+,8,9"/);
  assert.doesNotMatch(plain, telltale);
  assert.ok(!plain.includes(toLetters(payload)));
});
