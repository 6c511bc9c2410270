import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadFormats } from '../../src/formats/index.js';
import type { Style } from '../../src/formats/format.js';
import json from '../../src/formats/json.js';
import markdown from '../../src/formats/markdown.js';
import junit from '../../src/formats/junit.js';
import nagios from '../../src/formats/nagios.js';
import pretty from '../../src/formats/pretty.js';
import prometheus from '../../src/formats/prometheus.js';
import trace from '../../src/formats/trace.js';
import { renderAll } from '../../src/formats/format.js';
import type { Report } from '../../src/model/report.js';
import { assertGolden } from '../golden.js';
import { payloads } from './payloads.js';
import { doubleFault, filledWith, healthy, loginRefused, samples } from './reports.js';
import { style } from './styles.js';

const formats = await loadFormats();

const prettyStyles: Readonly<Record<string, Partial<Style>>> = {
  'pretty-80': {},
  'pretty-80-ascii': { unicode: false },
  'pretty-80-colour': { colour: true },
  'pretty-120': { width: 120 },
  'pretty-40': { width: 40 },
  'pretty-plain': { plain: true },
  'pretty-40-ascii': { width: 40, unicode: false },
  'pretty-verbose': { verbose: true },
  'pretty-quiet': { quiet: true },
};

for (const [name, report] of Object.entries(samples)) {
  test(`the sample ${name} reads as agreed in every width and colour`, () => {
    for (const [id, facts] of Object.entries(prettyStyles))
      assertGolden(`formats/${name}/${id}.txt`, pretty.render(report, style(facts)));
  });
  test(`the sample ${name} reads as agreed in the formats for programs and tickets`, () => {
    for (const format of [markdown, junit, nagios, prometheus, trace])
      assertGolden(`formats/${name}/${format.id}.txt`, format.render(report, style()));
  });
}

test('a report full of hostile text reads as agreed', () => {
  const report = filledWith(
    `${payloads['a cleared screen'] ?? ''} ${payloads['Markdown'] ?? ''} ${payloads['text that runs backwards'] ?? ''}\r\n227 (1,2,3,4,5,6)`,
  );
  for (const format of formats)
    assertGolden(`formats/hostile/${format.id}.txt`, format.render(report, style({ width: 100 })));
});

test('several targets read as agreed', () => {
  const at = (host: string, report: Report): Report => ({ ...report, target: { ...report.target, host } });
  const reports = [at('ftp.example.net', healthy), doubleFault, at('2001:db8::7', loginRefused)];
  for (const format of [pretty, nagios, prometheus, junit])
    assertGolden(`formats/several/${format.id}.txt`, renderAll(format, reports, style()));
  assertGolden('formats/several/pretty-quiet.txt', renderAll(pretty, reports, style({ quiet: true })));
});

test('the JSON of a report reads as agreed', () => {
  assertGolden('formats/private-address/json.txt', json.render(samples['private-address'] ?? healthy, style()));
});

test('a text that differs is refused with the line and the command that accepts it', (t) => {
  if (process.env['UPDATE_GOLDEN'] === '1') {
    t.skip('the golden files are being rewritten');
    return;
  }
  const text = healthyNagios().replace('time', 'tide');
  assert.throws(() => {
    assertGolden('formats/healthy/nagios.txt', text);
  }, /healthy\/nagios\.txt differs at line 1:[^]*tide[^]*npm run golden/);
  assert.throws(() => {
    assertGolden('formats/healthy/no-such-file.txt', text);
  }, /is not there yet/);
});

function healthyNagios(): string {
  return nagios.render(healthy, style());
}
