import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { exitCodeOf, exitCodes, worstVerdict } from '../../src/formats/exit-code.js';
import { formats as entries, loadFormats } from '../../src/formats/index.js';
import { renderAll } from '../../src/formats/format.js';
import json from '../../src/formats/json.js';
import junit from '../../src/formats/junit.js';
import nagios from '../../src/formats/nagios.js';
import prometheus from '../../src/formats/prometheus.js';
import { jsonSchema } from '../../src/formats/schema.js';
import trace from '../../src/formats/trace.js';
import { payloads } from './payloads.js';
import {
  doubleFault,
  filledWith,
  healthy,
  loginRefused,
  natWithoutAlg,
  privateAddress,
  samples,
  unexplained,
  unresolved,
} from './reports.js';
import { style } from './styles.js';
import { checkedBy } from './tools.js';
import { parseXml } from './xml.js';

const formats = await loadFormats();

const hostile = Object.values(payloads).map(filledWith);

test('the worst of several verdicts decides, and one that could not be judged does not hide a broken one', () => {
  assert.deepEqual(exitCodes, { healthy: 0, degraded: 1, broken: 2, inconclusive: 3 });
  assert.equal(exitCodeOf('healthy', 'inconclusive', 'broken', 'degraded'), 2);
  assert.equal(exitCodeOf('healthy', 'inconclusive', 'degraded'), 3);
  assert.equal(exitCodeOf('healthy', 'degraded', 'healthy'), 1);
  assert.equal(exitCodeOf('healthy'), 0);
  assert.equal(worstVerdict([]), 'inconclusive');
});

test('each format has an id of its own and says for whom it is', () => {
  assert.equal(new Set(formats.map(({ id }) => id)).size, formats.length);
  assert.equal(formats[0]?.id, 'pretty');
  assert.deepEqual(
    formats.map(({ id }) => id),
    entries.map(({ id }) => id),
  );
  for (const { title } of formats) assert.match(title, /\w{3}/);
});

test('every sample is valid by the published schema', async () => {
  const schema = JSON.parse(await jsonSchema()) as Record<string, unknown>;
  assert.equal(schema['$id'], 'urn:ftpdoctor:report:1');
  assert.equal(schema['$schema'], 'https://json-schema.org/draft/2020-12/schema');
  const ajv = new Ajv2020({ strict: true, allErrors: true });
  addFormats.default(ajv);
  const valid = ajv.compile(schema);
  for (const [name, report] of Object.entries(samples))
    assert.ok(valid(JSON.parse(json.render(report, style()))), `${name}: ${ajv.errorsText(valid.errors)}`);
  assert.ok(!valid({ ...healthy, verdict: 'splendid' }), 'a verdict outside the vocabulary');
});

test('nagios says state, headline and performance data', () => {
  assert.equal(
    nagios.render(natWithoutAlg, style()),
    `FTPDOCTOR WARNING - ${natWithoutAlg.headline} | 'time'=0.640s;;;0 'pasv'=1 'epsv'=1 'port'=0 'eprt'=0\n`,
  );
  assert.match(nagios.render(unresolved, style()), /^FTPDOCTOR UNKNOWN - .* \| 'time'=0\.032s;;;0\n$/);
});

test('nagios stays below what Nagios reads, however many the targets', () => {
  const many = Array.from({ length: 400 }, (_one, at) => ({
    ...doubleFault,
    target: { ...doubleFault.target, host: `ftp${at}.example` },
  }));
  const text = renderAll(nagios, many, style());
  assert.ok(text.length < 8192);
  assert.match(text, /'ftp3\.example:21 eprt'=0/);
});

test('prometheus tells targets apart by a label, also where two differ in the user alone', () => {
  const other = { ...healthy, target: { ...healthy.target, user: 'backup' } };
  const text = renderAll(prometheus, [healthy, other, loginRefused], style());
  assert.equal(text.match(/^# TYPE ftpdoctor_up gauge$/gm)?.length, 1);
  assert.match(text, /^ftpdoctor_up\{target="ftp:\/\/backup@ftp\.example\.com:21"\} 1$/m);
  assert.equal(text.match(/^probe_success\{/gm)?.length, 3);
});

test('promtool finds nothing wrong with the metrics', (t) => {
  const texts = [...Object.values(samples), ...hostile].map((report) => prometheus.render(report, style()));
  texts.push(renderAll(prometheus, [healthy, doubleFault, ...hostile], style()));
  for (const text of texts) {
    const result = checkedBy('promtool', ['check', 'metrics'], text);
    if (result === null) {
      t.skip('promtool is not on this machine');
      return;
    }
    assert.ok(result.ok && result.words === '', result.words);
  }
});

test('junit has a case for each mode and assertion, and fails where the check does', () => {
  const counts = (report: typeof healthy): (string | undefined)[] => {
    const suite = parseXml(junit.render(report, style())).children[0];
    return ['tests', 'failures', 'errors', 'skipped'].map((name) => suite?.attributes.get(name));
  };
  assert.deepEqual(counts(healthy), ['5', '0', '0', '0']);
  assert.deepEqual(counts(privateAddress), ['4', '1', '0', '0']);
  assert.deepEqual(counts(doubleFault), ['6', '6', '0', '0']);
  assert.deepEqual(counts(loginRefused), ['5', '1', '0', '4']);
  assert.deepEqual(counts(unexplained), ['2', '1', '0', '0']);
  assert.deepEqual(counts(unresolved), ['1', '0', '1', '0']);
});

test('a failed junit case brings the headline, the evidence and the remedy', () => {
  const suite = parseXml(junit.render(privateAddress, style())).children[0];
  const failure = suite?.children.find((one) => one.children.length > 0)?.children[0];
  assert.equal(failure?.attributes.get('type'), 'pasv-address-private');
  assert.equal(failure.attributes.get('message'), privateAddress.headline);
  for (const part of [
    'evidence: A connection to 10.0.0.10:50000',
    'server admin: Announce',
    '    pasv_address=198.51.100.7',
  ])
    assert.ok(failure.text.includes(part), part);
});

test('a mode that failed without being required is no failed case', () => {
  const report = { ...natWithoutAlg, verdict: 'healthy' } as const;
  const suite = parseXml(junit.render(report, style())).children[0];
  assert.equal(suite?.attributes.get('failures'), '0');
  assert.equal(suite.attributes.get('skipped'), '2');
});

test('xmllint reads the junit file of every report', (t) => {
  for (const report of [...Object.values(samples), ...hostile]) {
    const result = checkedBy('xmllint', ['--noout', '--nonet', '-'], junit.render(report, style()));
    if (result === null) {
      t.skip('xmllint is not on this machine');
      return;
    }
    assert.ok(result.ok && result.words === '', result.words);
  }
});

test('the trace is grouped by lane and in the order of time within', () => {
  const lines = trace.render(doubleFault, style()).split('\n');
  assert.deepEqual(
    lines.filter((line) => line.startsWith('==')),
    ['== gate', '== passive-pasv', '== passive-epsv'],
  );
  const times = lines
    .slice(lines.indexOf('== passive-pasv') + 1, lines.indexOf('== passive-epsv'))
    .flatMap((line) => /^ *(\d+\.\d{3}) /.exec(line)?.[1] ?? []);
  assert.deepEqual(
    times,
    times.toSorted((a, b) => Number(a) - Number(b)),
  );
  assert.ok(times.length === 3);
});

test('a piece of a reply shows in the trace that its line went on', () => {
  const read = (seq: number, value: string): (typeof healthy.transcript)[number] => ({
    seq,
    lane: 'x',
    experiment: 'x',
    socket: 1,
    purpose: 'control',
    operation: 'read',
    input: '',
    outcome: { ok: true, value },
    startedMs: 0,
    finishedMs: seq,
  });
  const text = trace.render(
    { ...healthy, transcript: [read(1, '227 Entering (10,0,'), read(2, '0,1,4,1)\r\n')] },
    style(),
  );
  assert.match(text, /< 227 Entering \(10,0, \(line open\)\n.*< 0,1,4,1\)\n$/);
});
