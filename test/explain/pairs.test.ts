import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causesOf, explainFixtures } from './fixtures.js';

test('a 227 whose port moved on the way names alg-remaps-port, as sure as it is that both logs show one session', async () => {
  const explanation = await explainFixtures('written/pair-near.log', 'written/pair-far.log');
  const [finding] = explanation.findings;
  assert.deepEqual([finding?.id, finding?.confidence, finding?.party], ['alg-remaps-port', 'likely', 'path']);
  assert.match(finding?.notTested[0] ?? '', /Whether both show the same session/);
  assert.match(finding?.summary ?? '', /203\.0\.113\.10:50059 was sent, 203\.0\.113\.10:59261 arrived/);
  assert.deepEqual(explanation.sessions[0]?.sources, [0, 1]);
  assert.deepEqual(
    explanation.sessions[0].differences.map(({ changed, nearPlace, farPlace }) => [changed, nearPlace, farPlace]),
    [['port', 'pair-near.log line 7', 'pair-far.log line 7']],
  );
});

test('where both logs name the same directory, the port that moved is proof', async () => {
  const { findings } = await explainFixtures('written/pair-tied-near.log', 'written/pair-tied-far.log');
  assert.deepEqual([findings[0]?.id, findings[0]?.confidence], ['alg-remaps-port', 'proven']);
});

test('a paste with logs of several programs is read by part, and like sessions with other ports are not one', async () => {
  const { sources, sessions, findings } = await explainFixtures('written/mixed-paste.txt');
  assert.deepEqual(
    sources.map(({ format, sessions: count }) => [format, count]),
    [
      ['curl', 1],
      ['filezilla', 1],
      ['vsftpd-log', 3],
    ],
  );
  assert.ok(sessions.every(({ sources: seen }) => seen.length === 1));
  assert.ok(!findings.some(({ id }) => id === 'alg-remaps-port'));
  assert.match(
    findings.find(({ id }) => id === 'passive-range-closed')?.for[0]?.text ?? '',
    /mixed-paste\.txt lines? \d+/,
  );
});

test('the order of the files does not matter', async () => {
  const one = await explainFixtures('written/pair-near.log', 'written/pair-far.log');
  const other = await explainFixtures('written/pair-far.log', 'written/pair-near.log');
  assert.deepEqual(causesOf(other), causesOf(one));
  assert.deepEqual(other.sessions[0]?.sources, [1, 0]);
});

test('a PORT whose address alone was translated is an ALG that helps: a note, and no cause', async () => {
  const explanation = await explainFixtures('written/pair-active-near.txt', 'written/pair-active-far.log');
  assert.deepEqual(causesOf(explanation), []);
  assert.equal(explanation.findings.find(({ id }) => id === 'alg-present')?.kind, 'note');
  assert.deepEqual(
    explanation.sessions[0]?.differences.map(({ near, far }) => [near, far]),
    [['PORT 192,168,1,100,65,43', 'PORT 12,34,56,78,65,43']],
  );
});

test('both ends of an untouched session match without a difference', async () => {
  const explanation = await explainFixtures('made/pair-client.log', 'made/pyftpdlib-server.log');
  const pair = explanation.sessions.find(({ sources }) => sources.length === 2);
  assert.ok(pair !== undefined);
  assert.deepEqual(pair.differences, []);
  assert.equal(pair.report.findings[0]?.id, 'pasv-address-private');
});

test('sessions of different users do not match', async () => {
  const { sessions } = await explainFixtures('written/pair-near.log', 'made/pyftpdlib-server.log');
  assert.ok(sessions.every(({ sources }) => sources.length === 1));
});

test('a firewall line with the data port of a session proves who dropped it', async () => {
  const { findings } = await explainFixtures('made/curl-closed.log', 'written/iptables.log');
  const [first] = findings;
  assert.deepEqual([first?.id, first?.confidence, first?.party], ['passive-range-closed', 'proven', 'path']);
  assert.match(first?.for[0]?.text ?? '', /DPT=50208.*iptables\.log line 1/);
});

test('a dropped callback from port 20 to the port in PORT names the firewall of the client', async () => {
  const explanation = await explainFixtures('written/windows-ftp-exe.log', 'written/pfirewall.log');
  assert.equal(explanation.findings[0]?.id, 'client-firewall-blocks-callback');
  assert.equal(explanation.findings[0].confidence, 'proven');
});
