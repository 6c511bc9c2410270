import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { assertionsOf, probeOptionsOf } from '../../src/cli/check-options.js';
import { check } from '../../src/diagnose.js';
import html from '../../src/formats/html.js';
import { simulate } from '../../src/lab/network.js';
import { ftp, target, world } from '../../src/lab/parts.js';
import type { WireEvent } from '../../src/model/transcript.js';
import { explain } from '../../src/report/build.js';
import { rules } from '../../src/rules/index.js';

/** More than a function call takes arguments. */
const many = 150_000;

suite('a transcript that holds a flood is judged and drawn', () => {
  for (const lane of ['gate', 'passive-pasv'])
    for (const said of ['150 soon\r\n', 'x'])
      test(`lane ${lane} holds ${many} times ${JSON.stringify(said)}`, async () => {
        const { transcript } = await check(
          target(),
          probeOptionsOf({}),
          assertionsOf({}),
          simulate({ build: () => world({ services: { 21: ftp() } }) }),
        );
        const last = transcript.events.findLast(
          (event) => event.lane === lane && event.operation === 'read' && event.purpose === 'control',
        );
        assert.ok(last !== undefined);
        const flood = Array.from({ length: many }, (_, at): WireEvent => ({
          ...last,
          seq: transcript.events.length + 1 + at,
          outcome: { ok: true, value: said },
        }));
        const report = explain({ ...transcript, events: [...transcript.events, ...flood] }, rules);
        assert.ok(report.control.rttMs !== null && report.control.rttMs <= 20);
        assert.equal(report.attempts.filter(({ reached }) => reached === 'completed').length, 4);
        const page = html.render(report, { width: 80, colour: false, unicode: true, quiet: false, verbose: false });
        assert.match(page, /<\/html>/);
      });
});
