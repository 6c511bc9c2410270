import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Network } from '../../src/model/network.js';
import { tcpNetwork } from '../../src/network/tcp.js';
import { twoEndsNotes } from '../../src/formats/text/two-ends.js';
import { jsonSchema } from '../../src/formats/schema.js';
import { explainText } from '../explain/fixtures.js';
import { bothEnds, ends, lossy, over, sure } from './both-ends.js';

/** Moves the port to one below those that the system gives to clients. */
const moved = (line: string): string => line.replace(/^(PORT 127,0,0,1),\d+,\d+$/, '$1,31,1');

test('on a path that leaves everything alone each mode arrives as it was sent, both ways, data included', async (t) => {
  const report = await bothEnds(t, {});
  const { comparisons, openPorts, unannouncedCall } = ends(report);
  assert.equal(comparisons.length, 12);
  for (const { command, reply, others, data, reached, payload } of comparisons) {
    assert.deepEqual([command?.change, reply?.change, others], ['none', 'none', []]);
    assert.deepEqual([data?.outcome, reached, payload], ['opened', 'completed', 'same']);
  }
  assert.deepEqual(
    openPorts.map(({ open }) => open),
    [true, true, true, true],
  );
  assert.deepEqual([unannouncedCall?.outcome, unannouncedCall?.came], ['opened', true]);
  assert.equal(report.verdict, 'healthy');
});

test('the report with both ends fits the published schema', async (t) => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(await jsonSchema()) as object);
  const report = await bothEnds(t, {});
  assert.ok(validate(JSON.parse(JSON.stringify(report))), JSON.stringify(validate.errors));
});

test('a PORT whose port was changed on the way stands there as it was sent and as it arrived', async (t) => {
  const report = await bothEnds(t, { client: moved }, { modes: ['PORT'], options: lossy });
  const { command, reply, data, reached } = over(report, 'off', 'PORT');
  assert.equal(command?.change, 'port');
  assert.match(command.sent, /^PORT 127,0,0,1,/);
  assert.match(command.arrived ?? '', /^PORT 127,0,0,1,31,1$/);
  assert.equal(reply?.change, 'none');
  assert.deepEqual([data?.outcome, reached], ['refused', 'negotiated']);
  assert.equal(over(report, 'implicit', 'PORT').command?.change, 'none');
  assert.equal(sure(report, 'alg-remaps-port'), 'proven');
  assert.ok(report.ruledOut.some(({ id }) => id === 'server-egress-blocked'));
});

/** A client that calls itself by an address of its own network, as behind a router that forwards every port to it. */
function behindRouter(real: Network): Network {
  const inside = '192.168.1.100';
  return {
    ...real,
    async connect(to, options) {
      const opened = await real.connect(to, options);
      if (!opened.ok) return opened;
      const { value } = opened;
      const shown = { ...value, local: { host: inside, port: value.local.port } };
      return { ok: true, value: shown };
    },
    listen: ({ ports }) => real.listen({ host: '127.0.0.1', ports }),
  };
}

test('a call to the observed address that comes though PORT is refused shows that the forward is there', async (t) => {
  const report = await bothEnds(t, {}, { modes: ['PORT'], network: behindRouter(tcpNetwork({})) });
  assert.equal(over(report, 'off', 'PORT').data, null);
  assert.deepEqual([ends(report).unannouncedCall?.outcome, ends(report).unannouncedCall?.came], ['opened', true]);
  const found = report.findings.find(({ id }) => id === 'client-nat-without-alg');
  assert.equal(found?.confidence, 'proven');
  assert.match(found.remedies.map(({ text }) => text).join(), /--active-address 127\.0\.0\.1\).*came through/);
});

test("an address that was given and is not the one observed is this machine's doing", async (t) => {
  const options = { activeAddress: '203.0.113.2' };
  const report = await bothEnds(t, {}, { modes: ['PORT'], network: behindRouter(tcpNetwork({})), options });
  const found = report.findings.find(({ id }) => id === 'active-address-stale');
  assert.deepEqual([found?.confidence, found?.party], ['proven', 'client']);
});

test('a PORT written otherwise on the way is a matter of spelling', async (t) => {
  const spelled = (line: string): string => line.replace('PORT 127,0,0,1,', 'PORT 127,000,000,001,');
  const { command, data } = over(await bothEnds(t, { client: spelled }, { modes: ['PORT'] }), 'off', 'PORT');
  assert.equal(command?.change, 'spelling');
  assert.equal(data?.outcome, 'opened');
});

test('a PORT that was swallowed never arrived, and nothing was answered', async (t) => {
  const report = await bothEnds(
    t,
    { client: (line) => (line.startsWith('PORT') ? null : line) },
    { modes: ['PORT'], options: lossy },
  );
  const { command, reply } = over(report, 'off', 'PORT');
  assert.deepEqual([command?.change, command?.arrived, reply], ['dropped', null, null]);
  assert.equal(sure(report, 'alg-drops-commands'), 'proven');
  assert.equal(over(report, 'implicit', 'PORT').command?.change, 'none');
});

test('a 227 whose address was changed on the way stands there as it was sent and as it was received', async (t) => {
  const shifted = (line: string): string => line.replace('(127,0,0,1,', '(127,0,0,9,');
  const report = await bothEnds(t, { server: shifted }, { modes: ['PASV'] });
  const { reply, data } = over(report, 'off', 'PASV');
  assert.equal(reply?.change, 'address');
  assert.match(reply.sent, /\(127,0,0,1,/);
  assert.match(reply.arrived ?? '', /\(127,0,0,9,/);
  assert.notEqual(data?.outcome, 'opened');
  assert.equal(sure(report, 'pasv-address-loopback'), 'proven');
  assert.deepEqual(
    report.findings.map(({ id, party }) => [id, party]),
    [['pasv-address-loopback', 'path']],
  );
});

test('a 229 that was swallowed was sent back and never received', async (t) => {
  const report = await bothEnds(
    t,
    { server: (line) => (line.startsWith('229') ? null : line) },
    { modes: ['EPSV'], options: lossy },
  );
  const { command, reply } = over(report, 'off', 'EPSV');
  assert.equal(command?.change, 'none');
  assert.deepEqual([reply?.change, reply?.arrived], ['dropped', null]);
  assert.equal(sure(report, 'alg-drops-replies'), 'proven');
});

test('a PASV that arrived as EPSV is another command', async (t) => {
  const turned = (line: string): string => (line === 'PASV' ? 'EPSV' : line);
  const report = await bothEnds(t, { client: turned }, { modes: ['PASV'] });
  const { command, reply } = over(report, 'off', 'PASV');
  assert.equal(sure(report, 'ftp-proxy-in-path'), 'proven');
  assert.deepEqual([command?.sent, command?.arrived, command?.change], ['PASV', 'EPSV', 'command']);
  assert.match(reply?.sent ?? '', /^229/);
});

test('a payload in which an address was replaced is changed', async (t) => {
  const replaced = (bytes: Uint8Array): Uint8Array =>
    Buffer.from(Buffer.from(bytes).toString('latin1').replace('127.0.0.1', '127.0.0.9'), 'latin1');
  const report = await bothEnds(t, { data: replaced }, { modes: ['EPSV'] });
  assert.equal(over(report, 'off', 'EPSV').payload, 'changed');
  assert.equal(sure(report, 'ftp-proxy-in-path'), 'proven');
});

test('with a token the comparison logs in, and the token stands nowhere in the report', async (t) => {
  const token = 'a-token-of-this-test';
  const report = await bothEnds(t, {}, { far: { tokens: [token] } });
  assert.equal(ends(report).comparisons.length, 12);
  assert.ok(!JSON.stringify(report).includes(token));
});

test('a saved report with both ends is judged again as it was, comparison included', async (t) => {
  const report = await bothEnds(t, { client: moved }, { modes: ['PORT'], options: lossy });
  const { sessions, verdict } = await explainText(JSON.stringify(report));
  assert.equal(verdict, report.verdict);
  const again = sessions[0]?.report;
  assert.deepEqual([again?.findings, again?.reflector], [report.findings, report.reflector]);
});

test('an AUTH TLS that is kept from the reflector is told once, with the modes that were not compared', async (t) => {
  const report = await bothEnds(t, { client: (line) => line.replace(/^AUTH TLS$/, 'AUTH NONE') });
  assert.equal(sure(report, 'tls-blocked-in-path'), 'proven');
  const evidence = report.findings.find(({ id }) => id === 'tls-blocked-in-path')?.for.map(({ text }) => text) ?? [];
  assert.equal(evidence.length, 1);
  assert.match(evidence[0] ?? '', /before PASV, EPSV, PORT and EPRT: AUTH TLS was answered with: 504 [^.]+\.$/);
  const notes = twoEndsNotes(ends(report)).filter((note) => note.startsWith('Not compared'));
  assert.equal(notes.length, 1);
  assert.match(
    notes[0] ?? '',
    /PASV, EPSV, PORT, EPRT over port \d+ with TLS: AUTH TLS was answered with: 504 [^.]+\.$/,
  );
});

test('where a plain FTP server stands, the comparison says that no reflector answered', async (t) => {
  const report = await bothEnds(t, { client: (line) => line.replace(/^SITE HELLO/, 'NOOP') });
  assert.match(report.reflector?.problem ?? '', /SITE HELLO was answered with: 200 OK/);
});

test('a quick look compares as much with the reflector as a deep one', async (t) => {
  const { reflector: both } = await bothEnds(t, {}, { options: { depth: 'quick' } });
  assert.equal(both?.comparisons.length, 12);
  assert.equal(both.openPorts.length, 4);
});

test('of connections that rest the far end says that the question arrived, and that it answered', async (t) => {
  const { reflector: both } = await bothEnds(t, {}, { modes: ['EPSV'], options: { idleMs: 1000 } });
  assert.deepEqual(
    both?.rests?.map(({ kept, outcome, arrived, answered }) => [kept, outcome, arrived, answered]).sort(),
    [
      ['noop', 'alive', true, true],
      ['nothing', 'alive', true, true],
    ],
  );
});

test('an answer that is swallowed after a rest was lost on the way back', async (t) => {
  const swallowed = (line: string): string | null => (line === '200 OK.' ? null : line);
  const report = await bothEnds(t, { server: swallowed }, { modes: ['EPSV'], options: { ...lossy, idleMs: 1000 } });
  const silent = report.reflector?.rests?.find(({ kept }) => kept === 'nothing');
  assert.deepEqual([silent?.outcome, silent?.arrived, silent?.answered], ['silent', true, true]);
});
