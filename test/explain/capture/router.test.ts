import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { explainInputs, type Explanation } from '../../../src/explain/explanation.js';
import { openInput } from '../../../src/explain/input.js';
import { findProgram } from '../../lab/places.js';
import { labMissing } from '../../lab/requirements.js';
import { products } from '../../lab/servers/start.js';
import { outsideOf, type Role, type Wiring } from '../../lab/wiring.js';
import { recordOnRouter } from './record.js';

const active = ['--ftp-port', '-', '--disable-eprt'];
const passive = ['--disable-epsv'];
const { user, password } = products.vsftpd.account;

function explainedOnRouter(wiring: Wiring, router: Role, mode: readonly string[]): Promise<Explanation> {
  const login = ['-u', `${user}:${password}`, `ftp://${outsideOf(wiring)}/`];
  return recordOnRouter(
    { wiring, server: { product: 'vsftpd' }, router },
    () => ['curl', '-sv', '--max-time', '9', ...mode, ...login],
    async (file) => explainInputs([await openInput(file)]),
  );
}

const missing = [...labMissing(), ...['tcpdump', 'curl'].filter((name) => findProgram(name) === null)];

describe('captures on all devices of a router', { skip: missing.length > 0 && missing.join('; ') }, () => {
  test('a translated session is one session, and the PORT that an ALG rewrote is shown with both texts', async () => {
    const { sessions, findings } = await explainedOnRouter({ clientRouter: { alg: true } }, 'client-router', active);
    assert.equal(sessions.length, 1);
    assert.deepEqual(
      sessions[0]?.differences.map(({ near, far }) => [near.split(',', 4).join('.'), far.split(',', 4).join('.')]),
      [['PORT 192.168.1.100', 'PORT 203.0.113.1']],
    );
    assert.deepEqual(
      findings.map(({ id, kind }) => [id, kind]),
      [
        ['client-behind-nat', 'note'],
        ['alg-present', 'note'],
      ],
    );
  });

  test('a PORT that left the router as it came proves a NAT without ALG where the next hop is the server', async () => {
    const { sessions, findings } = await explainedOnRouter({ clientRouter: {} }, 'client-router', active);
    assert.equal(sessions.length, 1);
    assert.deepEqual(sessions[0]?.differences, []);
    const [first] = findings;
    assert.deepEqual([first?.id, first?.confidence], ['client-nat-without-alg', 'proven']);
    assert.match(first?.for[0]?.text ?? '', /^PORT 192,168,1,100,\d+,\d+ arrived as it was sent \(router\.pcap packet/);
  });

  test('with another router beyond, what that one does to PORT is said not to be known', async () => {
    const wiring = { clientRouter: {}, serverRouter: {} };
    const [first] = (await explainedOnRouter(wiring, 'client-router', active)).findings;
    assert.deepEqual([first?.id, first?.confidence], ['client-nat-without-alg', 'strong']);
    assert.match(first?.notTested[0] ?? '', /between the place of the capture and the server/);
  });

  test('a 227 that the ALG of the server rewrote is one session without a cause', async () => {
    const { sessions, findings } = await explainedOnRouter({ serverRouter: { alg: true } }, 'server-router', passive);
    assert.equal(sessions.length, 1);
    assert.match(sessions[0]?.differences[0]?.far ?? '', /\(10,0,0,10,/);
    assert.deepEqual(
      findings.filter(({ kind }) => kind === 'cause'),
      [],
    );
  });
});
