import assert from 'node:assert/strict';
import { test } from 'node:test';
import github from '../../src/formats/github.js';
import type { Report } from '../../src/model/report.js';
import { payloads } from './payloads.js';
import { filledWith, healthy, natWithoutAlg, samples } from './reports.js';
import { style } from './styles.js';

const render = (report: Report): string => github.render(report, style());

/** A workflow command as the runner of GitHub reads it. */
function parse(line: string): { command: string; title: string; text: string } {
  const [, command = '', title = '', text = ''] = /^::(\w+) title=([^:,]*)::(.*)\n$/.exec(line) ?? [];
  const plain = (escaped: string): string =>
    escaped
      .replaceAll('%2C', ',')
      .replaceAll('%3A', ':')
      .replaceAll('%0A', '\n')
      .replaceAll('%0D', '\r')
      .replaceAll('%25', '%');
  return { command, title: plain(title), text: plain(text) };
}

test('a verdict is an annotation of its weight, with headline, finding and remedy', () => {
  const { command, title, text } = parse(render(natWithoutAlg));
  assert.equal(
    command,
    { degraded: 'warning', broken: 'error', healthy: 'notice', inconclusive: 'error' }[natWithoutAlg.verdict],
  );
  assert.match(title, /^ftp:\/\/.* is (degraded|broken)$/);
  assert.ok(text.startsWith(`${natWithoutAlg.headline}\n`));
  for (const { text: remedy } of natWithoutAlg.findings[0]?.remedies ?? []) assert.ok(text.includes(remedy));
  assert.equal(parse(render(healthy)).command, 'notice');
});

test('percent signs, line ends, colons and commas are escaped where they would mean something', () => {
  const report = { ...healthy, headline: '100%0A, a: b', target: { ...healthy.target, path: 'a,b:c%2C' } };
  const line = render(report);
  assert.ok(
    line.startsWith(
      '::notice title=ftp%3A//anonymous@ftp.example.com%3A21/a%2Cb%3Ac%25252C is healthy::100%250A, a: b',
    ),
  );
  assert.equal(parse(line).text, '100%0A, a: b');
});

test('nothing a server says becomes a workflow command of its own', () => {
  for (const report of [...Object.values(samples), ...Object.values(payloads).map(filledWith)]) {
    const line = render(report);
    assert.equal(line.indexOf('\n'), line.length - 1);
    assert.equal(line.split('\r').length, 1);
    assert.match(line, /^::(error|warning|notice) title=[^:,]*::/);
  }
  assert.doesNotMatch(render(filledWith('x\n::set-env name=A::b')), /\n::set-env/);
});
