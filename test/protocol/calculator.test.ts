import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeText, encodeEndpoint } from '../../src/protocol/calculator.js';

function decoded(text: string): string {
  const found = decodeText(text);
  if (!found.ok) return `no: ${found.error}`;
  const { kind, host, port, arithmetic, oddities } = found.json;
  return [`${kind} ${host ?? '-'} ${port} ${arithmetic}`, ...oddities].join(', ');
}

const cases: readonly (readonly [string, string])[] = [
  // The numbers of the Microsoft and LinkSys articles.
  ['PORT 192,168,0,3,19,243', 'PORT 192.168.0.3 5107 19 x 256 + 243 = 5107'],
  ['PORT 192,168,4,29,31,255', 'PORT 192.168.4.29 8191 31 x 256 + 255 = 8191'],
  ['227 Entering Passive Mode (192,168,4,29,9,227)', '227 192.168.4.29 2531 9 x 256 + 227 = 2531'],
  ['15,61', 'port - 3901 15 x 256 + 61 = 3901'],
  ['PORT 169,254,10,2,72,50', 'PORT 169.254.10.2 18482 72 x 256 + 50 = 18482'],
  ['197,19', 'port - 50451 197 x 256 + 19 = 50451'],
  ['(65,43)', 'port - 16683 65 x 256 + 43 = 16683'],
  ['158, 26', 'port - 40474 158 x 256 + 26 = 40474'],
  ['192,168,0,3,19,243', 'address and port 192.168.0.3 5107 19 x 256 + 243 = 5107'],
  ['(192,168,0,3,19,243)', 'address and port 192.168.0.3 5107 19 x 256 + 243 = 5107'],
  ['port 10,0,0,5,19,136', 'PORT 10.0.0.5 5000 19 x 256 + 136 = 5000'],
  ['EPRT |1|10.0.0.5|5000|', 'EPRT 10.0.0.5 5000 19 x 256 + 136 = 5000'],
  ['EPRT |2|2001:db8::1|5000|', 'EPRT 2001:db8::1 5000 19 x 256 + 136 = 5000'],
  ['|1|10.0.0.5|5000|', 'EPRT 10.0.0.5 5000 19 x 256 + 136 = 5000'],
  ['229 Entering Extended Passive Mode (|||5000|)', '229 - 5000 19 x 256 + 136 = 5000'],
  ['(|||5000|)', '229 - 5000 19 x 256 + 136 = 5000'],
  ['|||5000|', '229 - 5000 19 x 256 + 136 = 5000, no parentheses'],
  ['LPRT 4,4,10,0,0,5,2,19,136', 'LPRT 10.0.0.5 5000 19 x 256 + 136 = 5000'],
  ['228 Entering Long Passive Mode (4,4,10,0,0,5,2,19,136)', '228 10.0.0.5 5000 19 x 256 + 136 = 5000'],
  // As it stands in logs.
  ['---> PORT 10,0,0,5,19,136', 'PORT 10.0.0.5 5000 19 x 256 + 136 = 5000'],
  ['Command:\tPORT 10,0,0,5,19,136', 'PORT 10.0.0.5 5000 19 x 256 + 136 = 5000'],
  ['< 227 Entering Passive Mode (10,0,0,5,19,136).', '227 10.0.0.5 5000 19 x 256 + 136 = 5000'],
  ['2024-01-01 12:00 "PORT 10,0,0,5,19,136" 200', 'PORT 10.0.0.5 5000 19 x 256 + 136 = 5000'],
  ['227 (10,0,0,5,3,232)', '227 10.0.0.5 1000 3 x 256 + 232 = 1000, privileged port 1000'],
];

for (const [text, expected] of cases) {
  test(`${text} decodes to ${expected}`, () => {
    assert.equal(decoded(text), expected);
  });
}

const errors: readonly (readonly [string, RegExp])[] = [
  [
    'PORT 192,168,0,300,19,243',
    /^"PORT 192,168,0,300,19,243" .*octet 300 is above 255; write six numbers from 0 to 255/,
  ],
  ['300,1', /^octet 300 in "300,1" is above 255; a port is two bytes, high,low$/],
  ['1,300', /^octet 300 in "1,300" is above 255/],
  ['PORT 1,2,3', /3 numbers \(1,2,3\) instead of six; write six numbers/],
  ['227 Logout.', /no address and port in it; write six numbers/],
  ['229 (||5000|)', /3 delimiters instead of the four.*; write \(\|\|\|50000\|\)$/],
  ['EPRT |1|host|5000|', /host is not an IPv4 address.*; write \|1\|192\.0\.2\.1\|50000\|/],
  ['hello', /^"hello" is no FTP text with an address and port; give PORT, EPRT, 227 or 229 text/],
  ['', /^"" is no FTP text/],
  ['200 PORT command successful', /is no FTP text/],
  ['10.0.0.5:5000', /it is one already; "encode" turns it into FTP's texts$/],
];

for (const [text, expected] of errors) {
  test(`the error for "${text}" names the input and the mend`, () => {
    const found = decodeText(text);
    assert.ok(!found.ok);
    assert.match(found.error, expected);
  });
}

test('the arithmetic, the order of the bytes and the class of the address are shown', () => {
  const found = decodeText('PORT 192,168,0,3,19,243');
  assert.ok(found.ok);
  assert.deepEqual(found.lines, [
    'PORT: 192.168.0.3:5107',
    '  port     19 x 256 + 243 = 5107  (high byte 19 first, then low byte 243)',
    '  address  a private address, not routed on the internet (private, RFC 1918)',
  ]);
  assert.equal(found.json.scope, 'private');
});

test('a port alone means the address of the control connection', () => {
  const found = decodeText('229 Entering Extended Passive Mode (|||5000|)');
  assert.ok(found.ok);
  assert.equal(found.lines[0], '229: port 5000, on the address of the control connection');
  assert.equal(found.json.scope, null);
});

test('an endpoint is encoded in every form that can carry it', () => {
  const v4 = encodeEndpoint('192.168.0.3:5107');
  assert.deepEqual(v4.ok && v4.json.texts, {
    PORT: 'PORT 192,168,0,3,19,243',
    PASV: '227 Entering Passive Mode (192,168,0,3,19,243).',
    EPRT: 'EPRT |1|192.168.0.3|5107|',
    EPSV: '229 Entering Extended Passive Mode (|||5107|)',
    LPRT: 'LPRT 4,4,192,168,0,3,2,19,243',
    LPSV: '228 Entering Long Passive Mode (4,4,192,168,0,3,2,19,243)',
  });
  const v6 = encodeEndpoint('[2001:db8::1]:5107');
  assert.deepEqual(v6.ok && Object.keys(v6.json.texts ?? {}), ['EPRT', 'EPSV', 'LPRT', 'LPSV']);
  assert.ok(v6.ok && v6.lines.some((line) => line.includes('no room for an IPv6 address')));
});

test('what cannot be encoded is refused with an example', () => {
  for (const [text, why] of [
    ['ftp.example.com:21', /no host name/],
    ['10.0.0.5', /write for example 10\.0\.0\.10:50000/],
    ['10.0.0.5:70000', /names port 70000, which is above 65535/],
    ['10.0.0.5:0', /port 0 cannot be connected to/],
    ['2001:db8::1:21', /\[2001:db8::1\]:50000/],
    ['', /^""/],
  ] as const) {
    const found = encodeEndpoint(text);
    assert.ok(!found.ok, text);
    assert.match(found.error, why);
  }
});

test('no control character of the input comes back in an error', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const found of [decodeText(`\x1b[31m${text}`), encodeEndpoint(`\x1b[31m${text}`)]) {
        if (!found.ok) assert.match(found.error, /^[ -~]*$/);
      }
    }),
  );
});

test('what is encoded is decoded to the same endpoint', () => {
  const port = fc.integer({ min: 1, max: 65_535 });
  const written = fc.oneof(
    fc.tuple(fc.ipV4(), port).map(([host, number]) => `${host}:${number}`),
    fc.tuple(fc.ipV6(), port).map(([host, number]) => `[${host}]:${number}`),
  );
  fc.assert(
    fc.property(written, (text) => {
      const encoded = encodeEndpoint(text);
      assert.ok(encoded.ok);
      for (const [name, line] of Object.entries(encoded.json.texts ?? {})) {
        const found = decodeText(line);
        assert.ok(found.ok, line);
        assert.equal(found.json.port, encoded.json.port);
        if (name !== 'EPSV') assert.equal(found.json.scope, encoded.json.scope, line);
      }
    }),
  );
});
