import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exitCodes } from '../../src/formats/exit-code.js';
import { renderAll } from '../../src/formats/format.js';
import pretty from '../../src/formats/pretty.js';
import { columnsOf } from '../../src/formats/text/wrap.js';
import { payloads } from './payloads.js';
import {
  doubleFault,
  filledWith,
  healthy,
  interrupted,
  loginRefused,
  natWithoutAlg,
  privateAddress,
  samples,
  unexplained,
} from './reports.js';
import { style, unpainted } from './styles.js';

const snippets = new Set(
  Object.values(samples).flatMap((report) => [
    ...report.findings.flatMap(({ remedies }) => remedies.flatMap(({ snippet }) => (snippet ?? '').split('\n'))),
    report.advice.nextExperiment?.command ?? '',
  ]),
);

test('the first line begins with the verdict, and the last one repeats it with the exit code', () => {
  for (const report of Object.values(samples)) {
    const lines = unpainted(pretty.render(report, style({ colour: true })))
      .trimEnd()
      .split('\n');
    const word = report.verdict.toUpperCase();
    assert.ok(lines[0]?.startsWith(`${word}: ${report.headline.slice(0, 20)}`));
    assert.match(lines.at(-1) ?? '', new RegExp(`^${word} in .+, exit code ${exitCodes[report.verdict]}$`));
  }
});

test('no line is wider than asked for, but for what is to be pasted', () => {
  const hostile = Object.values(payloads).map(filledWith);
  for (const width of [40, 41, 57, 72, 80, 100, 120, 140])
    for (const report of width === 57 || width === 100 ? hostile : Object.values(samples))
      for (const line of pretty.render(report, style({ width })).split('\n'))
        if (![...snippets].some((snippet) => snippet !== '' && line.includes(snippet)))
          assert.ok(columnsOf(line) <= width || /^ {4}/.test(line), `${width}: ${line}`);
});

test('a width that no report fits in is brought to one that it does', () => {
  for (const width of [0, -1, 1, 39, Number.NaN]) {
    const text = pretty.render(healthy, style({ width, unicode: false }));
    assert.equal(
      text,
      pretty.render(
        healthy,
        style({ width: width >= 1 ? 40 : Number.isNaN(width) || width === 0 ? 80 : 40, unicode: false }),
      ),
    );
  }
});

test('without Unicode the text is ASCII, and without colour there is no escape', () => {
  for (const report of [...Object.values(samples), filledWith('é日本…')]) {
    assert.match(pretty.render(report, style({ unicode: false })), /^[\x20-\x7e\n]*$/);
    assert.ok(!pretty.render(report, style()).includes('\x1b'));
  }
});

test('colour changes nothing but colour', () => {
  for (const report of Object.values(samples)) {
    const painted = pretty.render(report, style({ colour: true }));
    assert.notEqual(painted, unpainted(painted));
    assert.equal(unpainted(painted), pretty.render(report, style()));
  }
});

test('a 227 line is followed by its arithmetic', () => {
  const lines = pretty
    .render(privateAddress, style())
    .split('\n')
    .map((line) => line.trim());
  const at = lines.indexOf('< 227 Entering Passive Mode (10,0,0,10,195,80).');
  assert.ok(at > 0);
  assert.equal(lines[at + 1], '= 10.0.0.10:50000, 195 x 256 + 80');
});

test('a snippet stands on lines of its own, unbroken at any width', () => {
  const lines = pretty
    .render(privateAddress, style({ width: 40 }))
    .split('\n')
    .map((line) => line.trim());
  assert.ok(lines.includes('nft add rule ip nat prerouting tcp dport 50000-50100 dnat to 10.0.0.10'));
  assert.ok(lines.includes('pasv_max_port=50100'));
});

test('follow-ups are listed apart from the four modes', () => {
  const [matrix = '', after = ''] = pretty.render(privateAddress, style()).split('Also tried');
  assert.ok(!matrix.includes('passive-pasv-peer'));
  assert.match(after, /^\n {2}- passive-pasv-peer \(PASV\): \d+ entries \(10\.0\.0\.10:/);
});

test('a column for TLS appears only where something was encrypted', () => {
  assert.match(pretty.render(doubleFault, style({ width: 120 })), /│ mode │ TLS │/);
  assert.doesNotMatch(pretty.render(privateAddress, style({ width: 120 })), /TLS │/);
});

test('quiet says the verdict and the headline, in one line', () => {
  assert.equal(pretty.render(natWithoutAlg, style({ quiet: true })), `DEGRADED: ${natWithoutAlg.headline}\n`);
});

test('verbose adds the transcript and the reasons', () => {
  const text = pretty.render(privateAddress, style({ verbose: true }));
  assert.ok(text.includes('== passive-pasv'));
  assert.ok(text.includes('- client-nat-without-alg: PORT listed'));
  assert.ok(!pretty.render(privateAddress, style()).includes('== passive-pasv'));
});

test('what was not run is named with its reason, experiments with the same reason together', () => {
  assert.match(
    pretty.render(loginRefused, style({ width: 120 })),
    /^Not run: passive-pasv, passive-epsv, active-port, active-eprt \(skipped: no login\)$/m,
  );
});

test('a check cut short says that more could have been known', () => {
  assert.ok(pretty.render(interrupted, style()).includes('What follows is what was known by then.'));
});

test('evidence that rests on many events shows those that say something', () => {
  const [finding] = privateAddress.findings;
  assert.ok(finding !== undefined);
  const all = privateAddress.transcript.map(({ seq }) => seq);
  const report = { ...privateAddress, findings: [{ ...finding, for: [{ text: 'All of it.', events: all }] }] };
  const text = pretty.render(report, style());
  assert.match(text, /! connect 10\.0\.0\.10:50000: timed-out/);
  assert.match(text, /< 227 Entering Passive Mode/);
  assert.match(text, /\d+ more in --format trace/);
});

test('a failure that no rule explains is told in full, with its evidence', () => {
  const text = pretty.render(unexplained, style());
  assert.match(text, /^1\. A failure that no rule explains \[unexplained-failure\]$/m);
  assert.match(text, /! read: timed-out, nothing came within 8000 ms/);
  assert.doesNotMatch(text, /- PASV failed, and no rule explains it/);
});

test('several reports end with a line for each target', () => {
  const text = renderAll(
    pretty,
    [healthy, { ...doubleFault, target: { ...doubleFault.target, host: 'b.example' } }],
    style(),
  );
  assert.deepEqual(
    text
      .trimEnd()
      .split('\n')
      .slice(-2)
      .map((line) => line.slice(0, 40)),
    ['HEALTHY      ftp.example.com:21: PASV, E', 'BROKEN       b.example:21: The 227 reply'],
  );
});
