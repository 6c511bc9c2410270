import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  formatEprt,
  formatLprt,
  formatPort,
  parseEprt,
  parseLprt,
  parsePort,
  type EndpointParse,
} from '../../src/protocol/active.js';
import { sameAddress } from '../../src/protocol/address.js';

function told(parsed: EndpointParse): string {
  if (!parsed.ok) return `no: ${parsed.why}`;
  return [`${parsed.endpoint.host} ${parsed.endpoint.port}`, ...parsed.oddities].join(', ');
}

test('PORT, EPRT and LPRT are written as the RFCs ask', () => {
  const v4 = { host: '192.168.1.100', port: 50_000 };
  assert.equal(formatPort(v4), 'PORT 192,168,1,100,195,80');
  assert.equal(formatEprt(v4), 'EPRT |1|192.168.1.100|50000|');
  assert.equal(formatLprt(v4), 'LPRT 4,4,192,168,1,100,2,195,80');
  const v6 = { host: '2001:db8::1', port: 1024 };
  assert.equal(formatEprt(v6), 'EPRT |2|2001:db8::1|1024|');
  assert.equal(formatLprt(v6), 'LPRT 6,16,32,1,13,184,0,0,0,0,0,0,0,0,0,0,0,1,2,4,0');
});

test('an IPv4-mapped address is written as the IPv4 address it is, and a zone stays at home', () => {
  assert.equal(formatPort({ host: '::ffff:10.0.0.5', port: 5000 }), 'PORT 10,0,0,5,19,136');
  assert.equal(formatEprt({ host: '::ffff:a00:5', port: 5000 }), 'EPRT |1|10.0.0.5|5000|');
  assert.equal(formatEprt({ host: 'fe80::1%eth0', port: 5000 }), 'EPRT |2|fe80::1|5000|');
});

test('what the command cannot carry is refused, not sent', () => {
  assert.throws(() => formatPort({ host: '2001:db8::1', port: 1 }), RangeError);
  for (const format of [formatPort, formatEprt, formatLprt]) {
    assert.throws(() => format({ host: 'ftp.example.com', port: 1 }), RangeError);
    assert.throws(() => format({ host: '10.0.0.5\r\nDELE x', port: 1 }), RangeError);
  }
});

const cases: readonly (readonly [(args: string) => EndpointParse, string, string])[] = [
  [parsePort, '192,168,0,3,19,243', '192.168.0.3 5107'],
  [parsePort, ' 192,168,0,3,19,243 ', '192.168.0.3 5107'],
  [parsePort, '192, 168,0,3,19,243', '192.168.0.3 5107, blanks between the numbers'],
  [parsePort, '192,168,001,100,078,032', '192.168.1.100 20000, leading zeros'],
  [parsePort, '10,0,0,1,0,80', '10.0.0.1 80, privileged port 80'],
  [parsePort, '10,0,0,1,0,0', 'no: port 0 cannot be connected to'],
  [parsePort, '192,168,1,300,195,80', 'no: octet 300 is above 255'],
  [parsePort, '192,168,1,1,-52,80', 'no: "-52" is not a number'],
  [parsePort, '192,168,1,1,80', 'no: 5 numbers (192,168,1,1,80) instead of six'],
  [parsePort, '192,168,1,1,195,80,1', 'no: 7 numbers instead of six'],
  [parsePort, '192.168.1.1,195,80', 'no: 3 numbers (192.168.1.1,195,80) instead of six'],
  [parsePort, 'foo', 'no: 1 number (foo) instead of six'],
  [parsePort, '', 'no: 1 number () instead of six'],
  [parsePort, '1,2,3,4,5,', 'no: "" is not a number'],
  [parsePort, '1,2,3,4,5,0x10', 'no: "0x10" is not a number'],
  [parseEprt, '|1|192.168.1.100|50000|', '192.168.1.100 50000'],
  [parseEprt, '|2|2001:db8::1|50000|', '2001:db8::1 50000'],
  [parseEprt, '!1!192.168.1.100!50000!', '192.168.1.100 50000, delimiter "!" instead of "|"'],
  [parseEprt, '|1|192.168.1.100|80|', '192.168.1.100 80, privileged port 80'],
  [parseEprt, '|1|192.168.1.100|0|', 'no: port 0 cannot be connected to'],
  [parseEprt, '|1|192.168.1.100|65536|', 'no: port 65536 is above 65535'],
  [parseEprt, '|1|192.168.1.100||', 'no: "" is not a port'],
  [parseEprt, '|1|192.168.001.100|50000|', 'no: 192.168.001.100 is not an IPv4 address, which family 1 asks for'],
  [parseEprt, '|2|192.168.1.100|50000|', 'no: 192.168.1.100 is not an IPv6 address, which family 2 asks for'],
  [parseEprt, '|2|fe80::1%1|50000|', 'no: fe80::1%1 is not an IPv6 address, which family 2 asks for'],
  [parseEprt, '|3|x|50000|', 'no: family 3 is neither 1 (IPv4) nor 2 (IPv6)'],
  [parseEprt, '|1|192.168.1.100|50000', 'no: not the form |family|address|port|'],
  [parseEprt, '|1|192.168.1.100|50000|x', 'no: not the form |family|address|port|'],
  [parseEprt, '11119116', 'no: not the form |family|address|port|'],
  [parseEprt, '', 'no: not the form |family|address|port|'],
  [parseLprt, '4,4,192,168,1,100,2,195,80', '192.168.1.100 50000'],
  [parseLprt, '4,4,192,168,1,100,2,195', 'no: after the family not 4 address bytes, a 2, and two port bytes'],
  [parseLprt, '4,4,192,168,1,100,2,195,80,1', 'no: after the family not 4 address bytes, a 2, and two port bytes'],
  [parseLprt, '4,4,192,168,1,100,2,0,0', 'no: port 0 cannot be connected to'],
];

for (const [parse, args, expected] of cases) {
  test(`${parse.name} reads "${args}" as ${expected}`, () => {
    assert.equal(told(parse(args)), expected);
  });
}

test('an endpoint comes back from PORT, EPRT and LPRT as it went in', () => {
  const port = fc.integer({ min: 1, max: 65_535 });
  fc.assert(
    fc.property(fc.ipV4(), port, (host, number) => {
      const endpoint = { host, port: number };
      for (const parsed of [
        parsePort(formatPort(endpoint).slice(5)),
        parseEprt(formatEprt(endpoint).slice(5)),
        parseLprt(formatLprt(endpoint).slice(5)),
      ]) {
        assert.deepEqual(parsed.ok && parsed.endpoint, endpoint);
      }
    }),
  );
  fc.assert(
    fc.property(fc.ipV6(), port, (host, number) => {
      for (const parsed of [
        parseEprt(formatEprt({ host, port: number }).slice(5)),
        parseLprt(formatLprt({ host, port: number }).slice(5)),
      ]) {
        assert.ok(parsed.ok && parsed.endpoint.port === number && sameAddress(parsed.endpoint.host, host));
      }
    }),
  );
});
