import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bytesOf, hostOf } from '../../src/protocol/address-parse.js';
import { registry } from '../../src/protocol/address-registry.js';
import {
  canonicalHost,
  classify,
  familyOf,
  formatEndpoint,
  isInternal,
  parseEndpoint,
  sameAddress,
  withinPrefix,
} from '../../src/protocol/address.js';

/** Addresses at the edges of blocks, with scope and source. */
const edges: readonly (readonly [string, string, string | null])[] = [
  ['0.0.0.0', 'unspecified', 'RFC 1122'],
  ['0.0.0.1', 'this-network', 'RFC 791'],
  ['9.255.255.255', 'global', null],
  ['10.0.0.0', 'private', 'RFC 1918'],
  ['10.255.255.255', 'private', 'RFC 1918'],
  ['11.0.0.0', 'global', null],
  ['100.63.255.255', 'global', null],
  ['100.64.0.0', 'cgnat', 'RFC 6598'],
  ['100.127.255.255', 'cgnat', 'RFC 6598'],
  ['100.128.0.0', 'global', null],
  ['127.0.0.1', 'loopback', 'RFC 1122'],
  ['169.254.10.2', 'link-local', 'RFC 3927'],
  ['172.15.255.255', 'global', null],
  ['172.16.0.0', 'private', 'RFC 1918'],
  ['172.31.255.255', 'private', 'RFC 1918'],
  ['172.32.0.0', 'global', null],
  ['192.0.0.2', 'ds-lite', 'RFC 7335'],
  ['192.0.0.8', 'reserved', 'RFC 7600'],
  ['192.0.0.170', 'nat64', 'RFC 8880'],
  ['192.0.0.100', 'reserved', 'RFC 6890'],
  ['192.0.1.0', 'global', null],
  ['192.0.2.1', 'documentation', 'RFC 5737'],
  ['192.88.99.1', 'reserved', 'RFC 7526'],
  ['192.167.255.255', 'global', null],
  ['192.168.0.0', 'private', 'RFC 1918'],
  ['192.169.0.0', 'global', null],
  ['198.17.255.255', 'global', null],
  ['198.19.255.255', 'benchmarking', 'RFC 2544'],
  ['198.51.100.7', 'documentation', 'RFC 5737'],
  ['203.0.113.10', 'documentation', 'RFC 5737'],
  ['223.255.255.255', 'global', null],
  ['224.0.0.1', 'multicast', 'RFC 5771'],
  ['240.0.0.1', 'reserved', 'RFC 1112'],
  ['255.255.255.255', 'broadcast', 'RFC 919'],
  ['8.8.8.8', 'global', null],
  ['::', 'unspecified', 'RFC 4291'],
  ['::1', 'loopback', 'RFC 4291'],
  ['::2', 'ipv4-compatible', 'RFC 4291'],
  ['::10.0.0.5', 'ipv4-compatible', 'RFC 4291'],
  ['::ffff:10.0.0.5', 'ipv4-mapped', 'RFC 4291'],
  ['64:ff9b::192.0.2.33', 'nat64', 'RFC 6052'],
  ['64:ff9b:1::1', 'nat64', 'RFC 8215'],
  ['100::1', 'discard-only', 'RFC 6666'],
  ['2001::1', 'teredo', 'RFC 4380'],
  ['2001:1::1', 'anycast', 'RFC 7723'],
  ['2001:2::1', 'benchmarking', 'RFC 5180'],
  ['2001:20::1', 'identifier', 'RFC 7343'],
  ['2001:1ff::1', 'reserved', 'RFC 2928'],
  ['2001:200::1', 'global', null],
  ['2001:db8::1', 'documentation', 'RFC 3849'],
  ['2002:c000:221::1', '6to4', 'RFC 3056'],
  ['2606:4700::1111', 'global', null],
  ['3fff:fff::1', 'documentation', 'RFC 9637'],
  ['3fff:1000::1', 'global', null],
  ['fbff::1', 'global', null],
  ['fc00::1', 'unique-local', 'RFC 4193'],
  ['fdff::1', 'unique-local', 'RFC 4193'],
  ['fe80::1', 'link-local', 'RFC 4291'],
  ['fe80::1%eth0', 'link-local', 'RFC 4291'],
  ['febf::1', 'link-local', 'RFC 4291'],
  ['fec0::1', 'site-local', 'RFC 3879'],
  ['ff02::1', 'multicast', 'RFC 4291'],
];

for (const [host, scope, source] of edges) {
  test(`${host} is ${scope}`, () => {
    const found = classify(host);
    assert.deepEqual([found.scope, found.source], [scope, source]);
    assert.notEqual(found.meaning, '');
  });
}

const noAddresses = [
  ...[
    '',
    ' ',
    '1',
    '1.2.3',
    '1.2.3.4.5',
    '010.0.0.1',
    '10.0.0.01',
    '0x7f.0.0.1',
    '2130706433',
    '256.0.0.1',
    '1.2.3.4 ',
  ],
  ...['1.2.3.4%eth0', '-1.2.3.4', '١.2.3.4', '1.2.3.4/8', 'localhost', 'ftp.example.com', '[::1]', '::ffff:010.0.0.1'],
  ...[
    '::ffff:0x7f.0.0.1',
    '::ffff:1.2.3',
    '1::2::3',
    '12345::',
    ':',
    ':::',
    'fe80::1%',
    '2001:db8::1/64',
    '::1 ',
    '1:2:3',
  ],
];

for (const host of noAddresses) {
  test(`"${host}" is no address`, () => {
    assert.equal(classify(host).scope, 'invalid');
    assert.equal(familyOf(host), null);
    assert.equal(isInternal(host), false);
  });
}

test('the IPv4 address inside an IPv6 address is found', () => {
  assert.equal(classify('::ffff:10.0.0.5').embedded, '10.0.0.5');
  assert.equal(classify('::10.0.0.5').embedded, '10.0.0.5');
  assert.equal(classify('64:ff9b::c000:221').embedded, '192.0.2.33');
  assert.equal(classify('2002:c000:0221::1').embedded, '192.0.2.33');
  // The example of RFC 4380 section 4.
  assert.equal(classify('2001:0:4136:e378:8000:63bf:3fff:fdd2').embedded, '192.0.2.45');
  assert.equal(classify('2001:db8::10.0.0.5').embedded, null);
  assert.equal(classify('10.0.0.5').embedded, null);
});

test('no block hides behind a larger one that stands before it', () => {
  registry.forEach((block, at) => {
    const first = registry.find(({ network, length }) => {
      const bits = (bytes: readonly number[]): string =>
        bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
      return (
        network.length === block.network.length &&
        length <= block.length &&
        bits(network).slice(0, length) === bits(block.network).slice(0, length)
      );
    });
    assert.equal(first, registry[at], `${hostOf(block.network)}/${block.length}`);
  });
});

test('the bits of a block behind its prefix are zero', () => {
  for (const { network, length } of registry) {
    const bits = network.map((byte) => byte.toString(2).padStart(8, '0')).join('');
    assert.ok(!bits.slice(length).includes('1'), `${hostOf(network)}/${length}`);
  }
});

test('addresses are compared by what they mean, not by how they are written', () => {
  assert.ok(sameAddress('2001:DB8:0:0::1', '2001:db8::1'));
  assert.ok(sameAddress('::ffff:1.2.3.4', '1.2.3.4'));
  assert.ok(sameAddress('::ffff:102:304', '1.2.3.4'));
  assert.ok(sameAddress('fe80::1%eth0', 'fe80::1'));
  assert.ok(!sameAddress('1.2.3.4', '1.2.3.5'));
  assert.ok(!sameAddress('::1.2.3.4', '1.2.3.4'));
  assert.ok(!sameAddress('01.2.3.4', '1.2.3.4'));
  assert.ok(!sameAddress('', '0.0.0.0'));
});

test('internal addresses are those that hosts have but the internet does not route', () => {
  const yes = [
    '10.0.0.1',
    '172.20.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.0.1',
    'fd00::1',
    'fe80::1',
    '192.0.0.2',
    '::ffff:10.0.0.1',
  ];
  const no = ['127.0.0.1', '::1', '0.0.0.0', '8.8.8.8', '203.0.113.1', '224.0.0.1', '64:ff9b::a00:1', '2606:4700::1'];
  assert.deepEqual(yes.filter(isInternal), yes);
  assert.deepEqual(no.filter(isInternal), []);
});

test('an address lies within a prefix by its first bits', () => {
  const lan = { address: '192.168.1.77', prefixLength: 26 };
  assert.ok(withinPrefix('192.168.1.64', lan));
  assert.ok(withinPrefix('::ffff:192.168.1.127', lan));
  assert.ok(!withinPrefix('192.168.1.63', lan));
  assert.ok(!withinPrefix('192.168.1.128', lan));
  assert.ok(withinPrefix('2001:db8::ffff', { address: '2001:db8::1', prefixLength: 64 }));
  assert.ok(!withinPrefix('2001:db8:0:1::1', { address: '2001:db8::1', prefixLength: 64 }));
  assert.ok(withinPrefix('8.8.8.8', { address: '10.0.0.1', prefixLength: 0 }));
  assert.ok(!withinPrefix('::1', { address: '10.0.0.1', prefixLength: 0 }));
  assert.ok(!withinPrefix('10.0.0.1', { address: '10.0.0.1', prefixLength: 33 }));
  assert.ok(!withinPrefix('name', lan));
});

test('an endpoint is written with brackets where it needs them, and read back', () => {
  assert.equal(formatEndpoint({ host: '10.0.0.9', port: 21 }), '10.0.0.9:21');
  assert.equal(formatEndpoint({ host: '2001:db8::1', port: 21 }), '[2001:db8::1]:21');
  assert.deepEqual(parseEndpoint('[fe80::1%eth0]:21'), { host: 'fe80::1%eth0', port: 21 });
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.integer({ min: 0, max: 65_535 }), (host, port) => {
      assert.deepEqual(parseEndpoint(formatEndpoint({ host, port })), { host, port });
    }),
  );
});

test('what is no endpoint is not read as one', () => {
  for (const text of [
    ...['', ':', ':21', '10.0.0.9', '10.0.0.9:', '10.0.0.9:65536', '10.0.0.9:-1', '10.0.0.9:2 1', 'name:21'],
    ...[
      '2001:db8::1:21',
      '[2001:db8::1]',
      '[2001:db8::1]21',
      '[2001:db8::1:21',
      '2001:db8::1]:21',
      '[10.0.0.9]:21',
      '[]:21',
    ],
    ...['10.0.0.9:021212', '10.0.0.9:0x15', '010.0.0.9:21', ' 10.0.0.9:21'],
  ]) {
    assert.equal(parseEndpoint(text), null, text);
  }
});

test('an address read and written is the same address in its one spelling', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (host) => {
      const bytes = bytesOf(host);
      assert.ok(bytes !== null, host);
      assert.deepEqual(bytesOf(hostOf(bytes)), bytes);
      const canonical = canonicalHost(host) ?? '';
      assert.equal(canonicalHost(canonical), canonical);
      assert.ok(sameAddress(host, canonical));
      assert.notEqual(classify(host).scope, 'invalid');
    }),
  );
});
