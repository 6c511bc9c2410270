import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { assertionsOf, probeOptionsOf } from '../../src/cli/check-options.js';
import type { FleetItem } from '../../src/fleet/item.js';
import { readReportLines, seenIn, type Line, type Tail } from '../../src/fleet/report-lines.js';
import { resume } from '../../src/fleet/resume.js';
import ndjson from '../../src/formats/ndjson.js';
import type { Report } from '../../src/model/report.js';
import { natWithoutAlg, healthy } from '../formats/reports.js';
import { style } from '../formats/styles.js';

function fileOf(t: TestContext, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'ftpdoctor-test-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'results.ndjson');
  writeFileSync(file, text);
  return file;
}

async function read(t: TestContext, text: string): Promise<{ lines: Line[]; tail: Tail }> {
  const lines: Line[] = [];
  const tail = await readReportLines(fileOf(t, text), (line) => void lines.push(line));
  return { lines, tail };
}

const at = (report: Report, host: string, facts: Partial<Report> = {}): Report => ({
  ...report,
  ...facts,
  target: { ...report.target, host },
});
const line = (report: Report): string => ndjson.render(report, style());
const hosts = (lines: readonly Line[]): string[] =>
  lines.map((one) => ('seen' in one ? one.seen.target.host : one.problem));

test('each line gives target, verdict, diagnosis and the modes that listed', async (t) => {
  const { lines, tail } = await read(t, line(natWithoutAlg) + '\n' + line(healthy));
  assert.deepEqual(
    lines.map((one) => one.line),
    [1, 3],
  );
  const [first] = lines;
  assert.ok(first !== undefined && 'seen' in first);
  assert.equal(first.seen.diagnosis, natWithoutAlg.findings[0]?.id);
  assert.equal(first.seen.verdict, natWithoutAlg.verdict);
  assert.deepEqual(
    first.seen.modes,
    natWithoutAlg.attempts.filter(({ reached }) => reached === 'completed').map(({ mode }) => mode),
  );
  assert.equal(tail.open, 'nothing');
});

test('a last line that a full disk cut is told from one that only lacks its newline', async (t) => {
  const whole = line(at(healthy, 'a.example'));
  const torn = await read(t, whole + line(at(healthy, 'b.example')).slice(0, 200));
  assert.deepEqual(hosts(torn.lines), ['a.example', 'ends in the middle of a result']);
  assert.deepEqual(torn.tail, { length: whole.length, open: 'torn' });
  const open = await read(t, whole + line(at(healthy, 'b.example')).trimEnd());
  assert.deepEqual(hosts(open.lines), ['a.example', 'b.example']);
  assert.deepEqual(open.tail, { length: whole.length, open: 'result' });
});

test('a whole result behind half of one on the same line is not lost', async (t) => {
  const { lines } = await read(t, line(at(healthy, 'a.example')).slice(0, 300) + line(at(healthy, 'b.example')));
  assert.deepEqual(hosts(lines), ['b.example']);
});

test('lines of other kinds are named and never thrown for', async (t) => {
  const { lines } = await read(
    t,
    ['null', '[]', '{"schema":"other"}', '{"schema":"ftpdoctor.report/1"}', 'x', '\0', '{"a":'.repeat(5000)].join(
      '\n',
    ) + '\n',
  );
  assert.equal(lines.length, 7);
  for (const one of lines) assert.ok('problem' in one);
  assert.equal(typeof seenIn({ ...healthy, verdict: 'splendid' }), 'string');
  assert.equal(typeof seenIn({ ...healthy, target: { ...healthy.target, port: '21' } }), 'string');
});

function item(host: string): FleetItem {
  const target = { ...healthy.target, host, password: 'x' };
  return { place: host, target, options: probeOptionsOf({}), assertions: assertionsOf({}), deadlineMs: null };
}

test('a resumed sweep leaves out what has a result, and checks again what was interrupted or torn', async (t) => {
  const text =
    line(at(healthy, 'A.example')) +
    line(at(healthy, 'b.example', { verdict: 'inconclusive', cutShort: 'interrupted' })) +
    line(at(healthy, 'c.example', { verdict: 'broken', cutShort: 'deadline' })) +
    line(at(healthy, 'd.example')).slice(0, 99);
  const warned: string[] = [];
  const file = fileOf(t, text);
  const items = ['a.example', 'b.example', 'c.example', 'd.example'].map(item);
  const { left, done } = await resume(items, file, false, (one) => warned.push(one));
  assert.deepEqual(
    left.map(({ place }) => place),
    ['b.example', 'd.example'],
  );
  assert.deepEqual(
    done.map(({ item, verdict }) => [item.place, verdict]),
    [
      ['a.example', 'healthy'],
      ['c.example', 'broken'],
    ],
  );
  assert.match(warned.join(), /:4 ends in the middle of a result; its target is checked again/);
});

test('a target that a sweep has twice is left out as often as it has results', async (t) => {
  const { left } = await resume([item('a'), item('a')], fileOf(t, line(at(healthy, 'a'))), false, () => undefined);
  assert.equal(left.length, 1);
});

test('a file of results that is not there is a fault, but where the sweep is to write it', async () => {
  const items = [item('a')];
  await assert.rejects(
    resume(items, '/nonexistent/x.ndjson', false, () => undefined),
    /does not exist/,
  );
  assert.equal((await resume(items, '/nonexistent/x.ndjson', true, () => undefined)).left.length, 1);
});
