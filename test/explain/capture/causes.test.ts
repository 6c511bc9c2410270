import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { explainInputs } from '../../../src/explain/explanation.js';
import { inputOf } from '../../../src/explain/input.js';
import { explain } from '../../../src/report/build.js';
import { rules } from '../../../src/rules/index.js';
import { fixture, framesOf, payloadOf, pcapOf, sessionOf } from './frames.js';

async function causesIn(name: string): Promise<string[]> {
  const { transcript } = await sessionOf(fixture(name));
  return explain(transcript, rules).findings.flatMap(({ kind, id }) => (kind === 'cause' ? [id] : []));
}

async function explained(...files: readonly (readonly [string, Uint8Array])[]): ReturnType<typeof explainInputs> {
  const source = async function* (bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    await Promise.resolve();
    yield bytes;
  };
  return explainInputs(await Promise.all(files.map(([name, bytes]) => inputOf(name, name, source(bytes)))));
}

describe('captures made with real clients and servers', () => {
  test('a session that worked gets no cause', async () => {
    for (const name of [
      'passive.pcap',
      'ipv6.pcap',
      'cooked2.pcap',
      'port-2121.pcap',
      'active-alg-client.pcap',
      'passive-alg-client.pcap',
    ]) {
      assert.deepEqual(await causesIn(name), [], name);
    }
  });

  test('the private address in 227 is the cause, with the number of SYNs that nobody answered', async () => {
    assert.deepEqual(await causesIn('private-address-client.pcap'), ['pasv-address-private']);
    const { transcript } = await sessionOf(fixture('private-address-client.pcap'));
    const dial = transcript.events.find(({ purpose, operation }) => purpose === 'data' && operation === 'connect');
    assert.deepEqual(dial?.outcome, {
      ok: false,
      failure: { kind: 'timed-out', detail: 'no answer to 4 SYNs in 4.0 s' },
    });
    assert.equal(dial.input, '10.0.0.10:50003');
  });

  test('passive ports that answer with RST are closed', async () => {
    assert.deepEqual(await causesIn('range-refused.pcap'), ['passive-range-closed']);
  });

  test('a PORT with a private address that nothing translates is the cause, from either end', async () => {
    assert.deepEqual(await causesIn('active-no-alg-client.pcap'), ['client-nat-without-alg']);
    assert.deepEqual(await causesIn('active-no-alg-server.pcap'), ['client-nat-without-alg']);
  });

  test('a capture knows at which end it was made', async () => {
    assert.equal((await sessionOf(fixture('active-alg-client.pcap'))).side, 'client');
    assert.equal((await sessionOf(fixture('active-alg-server.pcap'))).side, 'server');
  });

  test('the callback shows its source port', async () => {
    const { transcript } = await sessionOf(fixture('active-alg-client.pcap'));
    const accept = transcript.events.find(({ operation }) => operation === 'accept');
    assert.ok(accept?.outcome.ok === true && accept.outcome.value === '192.168.1.100:52739 203.0.113.50:20');
  });

  test('two captures of one session show the line that the ALG rewrote, whichever is given first', async () => {
    const near = ['near.pcap', fixture('active-alg-client.pcap')] as const;
    const far = ['far.pcap', fixture('active-alg-server.pcap')] as const;
    for (const order of [
      [near, far],
      [far, near],
    ]) {
      const { sessions, findings } = await explained(...order);
      assert.equal(sessions.length, 1);
      const [difference, ...more] = sessions[0]?.differences ?? [];
      assert.deepEqual(more, []);
      assert.equal(difference?.near, 'PORT 192,168,1,100,206,3');
      assert.equal(difference.far, 'PORT 203,0,113,1,206,3');
      assert.equal(difference.nearPlace, 'near.pcap packet 17');
      assert.ok(findings.some(({ id, confidence }) => id === 'alg-present' && confidence === 'proven'));
    }
  });

  test('a 227 that arrives with another address is shown as well', async () => {
    const { sessions } = await explained(
      ['client.pcap', fixture('passive-alg-client.pcap')],
      ['server.pcap', fixture('passive-alg-server.pcap')],
    );
    const [difference] = sessions[0]?.differences ?? [];
    assert.match(difference?.near ?? '', /^227 .*\(203,0,113,10,/);
    assert.match(difference?.far ?? '', /^227 .*\(10,0,0,10,/);
    assert.equal(difference?.changed, 'address');
  });

  test('a PORT whose port arrives as another one proves alg-remaps-port', async () => {
    const moved = framesOf(fixture('active-alg-server.pcap')).map((frame) => {
      const payload = payloadOf(frame);
      if (payload?.text.startsWith('PORT 203,0,113,1,206,3') !== true) return frame;
      const bytes = Buffer.from(frame.bytes);
      bytes.write('4', payload.at + payload.text.indexOf('206,3') + 4);
      return { ...frame, bytes };
    });
    const { findings } = await explained(
      ['client.pcap', fixture('active-alg-client.pcap')],
      ['server.pcap', pcapOf(moved)],
    );
    const found = findings.find(({ id }) => id === 'alg-remaps-port');
    assert.equal(found?.confidence, 'proven');
    assert.match(found.summary, /192\.168\.1\.100:52739 was sent, 203\.0\.113\.1:52740 arrived/);
  });
});
