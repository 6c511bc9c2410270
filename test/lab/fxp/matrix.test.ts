import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { build, type Lab } from '../build.js';
import { must } from '../command.js';
import { labMissing } from '../requirements.js';
import { askFtpdoctor, askLftp } from './ask.js';
import { CORE, LARGE, onPort20, parties, type Party, SAMPLE, slow, SLOW_BYTES, startParties } from './servers.js';

/** What stops a transfer in which one of the two calls and the other one listens. */
function expected(caller: Party, listener: Party): 'port-refused' | 'data-refused' | 'sent' {
  if (!caller.allows) return 'port-refused';
  return listener.allows ? 'sent' : 'data-refused';
}

/** What a setting that allows it looks like in the remedies. */
const SETTING = {
  vsftpd: /(port|pasv)_promiscuous=YES/,
  proftpd: /AllowForeignAddress on/,
  'pure-ftpd': /AllowUserFXP yes/,
  pyftpdlib: /permit_foreign_addresses = True/,
} as const;

/** Each pair of products, so that every refusing one stands once where the file is read and once where it is stored. */
const pairs = parties.flatMap((from) =>
  parties
    .filter((to) => from.product < to.product)
    .flatMap((to) => [{ from, to }, ...(from.allows && to.name === 'vsftpd-refuses' ? [{ from: to, to: from }] : [])]),
);

describe('files from server to server', { skip: labMissing().length > 0 && process.env['CI'] !== 'true' }, () => {
  let lab: Lab;
  before(async () => {
    lab = await build({});
    await startParties(lab);
  });
  after(() => lab.remove());

  const allowing = (...products: readonly Party['product'][]): Party[] =>
    products.flatMap((product) => parties.filter((one) => one.product === product && one.allows));

  const ask = (from: Party, to: Party): ReturnType<typeof askFtpdoctor> =>
    askFtpdoctor(lab, from, to, ['--allow-write']);

  describe('each pair of products, allowing and refusing', { concurrency: 6 }, () => {
    for (const { from, to } of pairs) {
      const ways = { to: expected(from, to), from: expected(to, from) };
      const works = Object.values(ways).filter((one) => one === 'sent').length;
      test(`${from.name} to ${to.name}: ${ways.to}, and the other way round ${ways.from}`, async () => {
        const report = await ask(from, to);
        const reached = Object.fromEntries(report.ways.map((way) => [way.passive, way.reached]));
        assert.deepEqual(reached, ways, JSON.stringify(report.ways, null, 1));
        assert.equal(report.verdict, ['broken', 'degraded', 'healthy'][works]);
        assert.deepEqual(report.filesLeft, []);
        for (const way of report.ways.filter((one) => one.reached === 'sent')) {
          if (way.bytes !== null) assert.equal(way.bytes, 1025);
          assert.match(way.stat ?? '', /^21[1-3]/, 'STAT tells when the transfer is over (Q247132, step 8)');
        }
        const refusals = report.findings.filter(({ id }) => id === 'fxp-refused');
        for (const one of [from, to]) {
          const end = one === from ? 'from' : 'to';
          const own = refusals.filter((finding) => finding.end === end);
          if (one.allows) assert.deepEqual(own, []);
          else
            assert.match(own.flatMap(({ remedies }) => remedies.map((it) => it.snippet)).join(), SETTING[one.product]);
        }
        assert.equal(await askLftp(lab, from, to, works > 0), works > 0, 'lftp comes to the same result');
      });
    }
  });

  test('without --allow-write nothing is stored, and both sides still say what they take', async () => {
    const [from, to] = [parties[0], parties.at(-2)];
    assert.ok(from?.allows === true && to?.allows === true);
    const report = await askFtpdoctor(lab, from, to, []);
    assert.deepEqual(
      report.ways.map(({ reached }) => reached),
      ['agreed', 'agreed'],
    );
    const sent = report.transcript.filter(({ operation }) => operation === 'write').map(({ input }) => input);
    assert.ok(sent.length > 0);
    assert.ok(sent.every((line) => !/^(STOR|RETR|APPE|DELE)/.test(line)));
  });

  test('a file that takes longer than a wait is followed to its end, whatever the server answers to STAT meanwhile', async () => {
    await Promise.all(
      allowing('vsftpd', 'proftpd', 'pure-ftpd', 'pyftpdlib').map(async (to) => {
        const from = { ...slow, url: `${slow.url}${LARGE}` };
        const report = await askFtpdoctor(lab, from, to, ['--allow-write', '--timeout', '2s']);
        assert.equal(report.verdict, 'healthy', `${to.name}: ${JSON.stringify(report.ways, null, 1)}`);
        for (const { reached, bytes, progress, tookMs, stat } of report.ways) {
          assert.deepEqual([reached, bytes], ['sent', SLOW_BYTES]);
          assert.match(stat ?? '', /^211/);
          assert.ok(tookMs !== null && tookMs > 2000, String(tookMs));
          assert.ok(progress.some((one) => one.bytes > 0 && one.bytes < SLOW_BYTES && one.ms < tookMs));
        }
        assert.deepEqual(report.filesLeft, []);
      }),
    );
  });

  test('vsftpd that may call others, but not from port 20, is told so', async () => {
    const to = parties.find(({ name }) => name === 'pyftpdlib-allows');
    assert.ok(to !== undefined);
    const report = await ask(onPort20, to);
    assert.equal(report.ways.find(({ passive }) => passive === 'to')?.reached, 'call-failed');
    assert.equal(report.findings[0]?.id, 'port-20-conflict');
    assert.match(report.findings[0].remedies[0]?.snippet ?? '', /connect_from_port_20=NO/);
  });

  test('a file that does not exist says nothing of the two servers', async () => {
    const [from, to] = allowing('vsftpd', 'proftpd');
    assert.ok(from !== undefined && to !== undefined);
    const missing = { ...from, url: `${from.url}missing.bin` };
    const report = await askFtpdoctor(lab, missing, to, ['--allow-write', '--timeout', '3s']);
    assert.equal(report.verdict, 'inconclusive');
    assert.match(
      report.headline,
      /^Whether files go straight .* was not seen in full: .* refused the file itself \(550/,
    );
    assert.ok(report.findings.every(({ id }) => id !== 'fxp-refused'));
    assert.deepEqual(
      report.ways.flatMap(({ progress }) => progress),
      [],
    );
  });

  test('what was stored for the trial is removed again', async () => {
    for (const { name } of parties) {
      const files = await readdir(join(lab.folder, name, 'files', 'incoming'));
      assert.deepEqual(
        files.filter((file) => file !== SAMPLE && file !== LARGE && !file.startsWith('by-lftp-from-')),
        [],
      );
    }
  });

  test('where a firewall keeps the two apart, no setting of theirs is blamed', async () => {
    const rules = [
      'add table inet apart',
      'add chain inet apart in { type filter hook input priority 0; }',
      `add rule inet apart in ip saddr ${CORE} tcp dport >= 50000 drop`,
      `add rule inet apart in ip saddr ${CORE} tcp sport >= 50000 drop`,
    ].join('; ');
    await must(lab.on('server', ['nft', rules]));
    const [from, ...others] = allowing('pure-ftpd', 'proftpd', 'pyftpdlib');
    assert.ok(from !== undefined);
    await Promise.all(
      others.map(async (to) => {
        const report = await askFtpdoctor(lab, from, to, ['--allow-write', '--timeout', '3s']);
        assert.deepEqual(
          report.ways.map(({ reached }) => reached),
          ['call-failed', 'call-failed'],
          JSON.stringify(report.ways, null, 1),
        );
        assert.equal(report.verdict, 'broken');
        assert.ok(report.findings.every(({ id, confidence }) => id !== 'fxp-refused' && confidence !== 'proven'));
        assert.equal(report.findings[0]?.id, 'server-egress-blocked');
      }),
    );
  });
});
