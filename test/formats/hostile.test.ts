import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadFormats } from '../../src/formats/index.js';
import { renderAll } from '../../src/formats/format.js';
import json from '../../src/formats/json.js';
import junit from '../../src/formats/junit.js';
import nagios from '../../src/formats/nagios.js';
import ndjson from '../../src/formats/ndjson.js';
import pretty from '../../src/formats/pretty.js';
import prometheus from '../../src/formats/prometheus.js';
import type { Report } from '../../src/model/report.js';
import { payloads } from './payloads.js';
import { everything, filledWith } from './reports.js';
import { style, unpainted } from './styles.js';
import { parseXml } from './xml.js';

const formats = await loadFormats();

const harmful = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/u;
const hostile = Object.entries(payloads).map(([name, payload]): [string, Report] => [name, filledWith(payload)]);

for (const format of formats)
  test(`${format.id} lets no harmful character through, in any style`, (t) => {
    for (const [name, report] of hostile)
      for (const facts of [{ unicode: false }, { colour: true, verbose: true, width: 40 }]) {
        const text = unpainted(renderAll(format, [report, report], style(facts)));
        // A tab among them, so that no text opens a cell of its own in a spreadsheet.
        assert.doesNotMatch(text.replaceAll('\n', ''), harmful, name);
        assert.ok(text.endsWith('\n'), name);
      }
    t.diagnostic(`${format.id}: ${hostile.length} payloads in every field, and none was let through`);
  });

test('nagios keeps to one line with one separator', () => {
  for (const [name, report] of hostile)
    for (const text of [nagios.render(report, style()), renderAll(nagios, [report, report], style())]) {
      assert.equal(text.split('\n').length, 2, name);
      assert.equal(text.split('|').length, 2, name);
      assert.match(text, /^FTPDOCTOR CRITICAL - .* \| 'time|^FTPDOCTOR CRITICAL - .* \| '[^'=|]* time'=/, name);
      assert.ok(text.length < 8000, name);
    }
});

test('prometheus has the same series whatever the text, each in one line', () => {
  const expected = prometheus
    .render(everything, style())
    .split('\n')
    .map((line) => line.split('{')[0]);
  for (const [name, report] of hostile) {
    const lines = prometheus.render(report, style()).split('\n');
    assert.deepEqual(
      lines.map((line) => line.split('{')[0]),
      expected,
      name,
    );
    for (const line of lines)
      assert.match(line, /^(|# .*|[a-z_]+(\{([a-z]+="([^"\\]|\\[\\"n])*",?)+\})? [0-9.]+)$/, name);
  }
});

test('junit is well-formed and has the same cases whatever the text', () => {
  for (const [name, report] of hostile) {
    const [suite] = parseXml(junit.render(report, style())).children;
    assert.equal(suite?.children.length, 6, name);
    assert.deepEqual(new Set(suite.children.map((one) => one.name)), new Set(['testcase']), name);
  }
});

test('json and ndjson give back the report they were given', () => {
  for (const [name, report] of hostile) {
    assert.deepEqual(JSON.parse(json.render(report, style())), report, name);
    const line = ndjson.render(report, style());
    assert.equal(line.split('\n').length, 2, name);
    assert.deepEqual(JSON.parse(line), report, name);
  }
});

test('pretty stays short enough to read', () => {
  for (const [name, report] of hostile) assert.ok(pretty.render(report, style()).split('\n').length < 1300, name);
});
