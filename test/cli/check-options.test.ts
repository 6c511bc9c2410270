import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { assertionsOf, probeOptionsOf } from '../../src/cli/check-options.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { projectRoot } from '../golden.js';
import { folderFor } from './program.js';

test('without options a check tries what there is, with eight seconds for each wait', () => {
  assert.deepEqual(probeOptionsOf({}), {
    modes: null,
    depth: 'auto',
    timeoutMs: 8000,
    serial: false,
    samples: null,
    advertised: 'probe',
    family: null,
    ftpHost: null,
    bind: null,
    secondAddress: null,
    activeAddress: null,
    activePorts: null,
    altPort: null,
    reflector: null,
    idleMs: null,
    transfer: null,
    throttleMs: null,
    tlsInsecure: false,
    ca: null,
  });
  assert.deepEqual(assertionsOf({}), { require: [], expectAddress: null, expectRange: null, expectTls: null });
});

test('every option of a check arrives where it belongs', (t) => {
  const ca = join(folderFor(t), 'ca.pem');
  const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
  writeFileSync(ca, pem);
  const options = probeOptionsOf({
    modes: 'epsv,pasv',
    depth: 'DEEP',
    timeout: '500ms',
    serial: true,
    samples: '12',
    advertised: 'skip',
    family: '6',
    'ftp-host': 'ftp.example.com',
    bind: ['fe80::1%eth0', '192.0.2.8'],
    'active-address': '203.0.113.7',
    'active-ports': '50000-50100',
    'alt-port': '2121',
    idle: '10m',
    transfer: 'pub/big.iso',
    throttle: '6m',
    'tls-insecure': true,
    ca,
  });
  assert.deepEqual(options, {
    modes: ['EPSV', 'PASV'],
    depth: 'deep',
    timeoutMs: 500,
    serial: true,
    samples: 12,
    advertised: 'skip',
    family: 6,
    ftpHost: 'ftp.example.com',
    bind: 'fe80::1%eth0',
    secondAddress: '192.0.2.8',
    activeAddress: '203.0.113.7',
    activePorts: { low: 50_000, high: 50_100 },
    altPort: 2121,
    reflector: null,
    idleMs: 600_000,
    transfer: 'pub/big.iso',
    throttleMs: 360_000,
    tlsInsecure: true,
    ca: pem,
  });
  const expected = { 'expect-address': '203.0.113.10', 'expect-range': '50000-50100', 'expect-tls': 'Resume' };
  assert.deepEqual(assertionsOf({ require: 'pasv', ...expected }), {
    require: ['PASV'],
    expectAddress: '203.0.113.10',
    expectRange: { low: 50_000, high: 50_100 },
    expectTls: 'resume',
  });
});

test('the last of several values counts', () => {
  assert.equal(probeOptionsOf({ timeout: ['1s', '2s'] }).timeoutMs, 2000);
});

for (const [words, complaint] of [
  [{ depth: 'depp' }, /--depth "depp" is unknown; did you mean deep\?/],
  [{ depth: 'full' }, /choose from quick, auto, deep/],
  [{ idle: '3s' }, /--idle "3s" is not between 4s and 24h; write for example 10m/],
  [{ transfer: 'a', throttle: '1s' }, /--throttle "1s" is not between 4s and 24h/],
  [{ throttle: '6m' }, /none was asked for; add --transfer PATH/],
  [{ transfer: 'pub/' }, /--transfer "pub\/" is no file/],
  [{ transfer: 'a', depth: 'quick' }, /--transfer is more than --depth quick tries/],
  [{ idle: '5m', depth: 'quick' }, /--idle is more than --depth quick tries/],
  [{ family: '5' }, /--family "5" is unknown/],
  [{ advertised: 'no' }, /--advertised "no" is unknown; choose from probe, skip/],
  [{ bind: 'eth0' }, /--bind "eth0" is not an IP address/],
  [{ 'active-address': 'nat.example.com' }, /--active-address .* names are not taken here/],
  [{ 'active-ports': '0-10' }, /--active-ports "0" is not a port/],
  [{ samples: '1000' }, /--samples "1000" is not a whole number from 1 to 64/],
  [{ 'ftp-host': 'a b' }, /--ftp-host "a b" contains blanks/],
  [{ 'ftp-host': 'a\r\nQUIT' }, /--ftp-host/],
  [{ ca: '/nonexistent/ca.pem' }, /--ca: \/nonexistent\/ca\.pem does not exist \(ENOENT\); give a PEM file/],
  [{ ca: join(projectRoot, 'package.json') }, /--ca: .*package\.json holds no certificate/],
] as const) {
  test(`${JSON.stringify(words).slice(0, 60)} is refused, and the complaint says what to write`, () => {
    assert.throws(
      () => probeOptionsOf(words),
      (error) => error instanceof UsageError && complaint.test(error.message),
    );
  });
}

test('a mode that is required must also be tried', () => {
  assert.throws(() => assertionsOf({ require: 'epsv', modes: 'pasv,port' }), /add epsv to --modes/);
  assert.deepEqual(assertionsOf({ require: 'epsv', modes: 'pasv,epsv' }).require, ['EPSV']);
});

test('an expectation that is no address or range is refused', () => {
  assert.throws(() => assertionsOf({ 'expect-address': 'h' }), UsageError);
  assert.throws(() => assertionsOf({ 'expect-range': 'x' }), UsageError);
  assert.throws(() => assertionsOf({ 'expect-tls': 'reuse' }), /--expect-tls "reuse" is unknown; /);
  assert.throws(() => assertionsOf({ 'expect-tls': 'resume', tls: 'off' }), /needs TLS; give --tls explicit/);
});
