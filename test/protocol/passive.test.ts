import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Reply } from '../../src/model/observations.js';
import { formatLprt, formatPort } from '../../src/protocol/active.js';
import { parse227, parse228, parse229, parsePassiveReply } from '../../src/protocol/passive.js';

/** A reply from its lines; the code is that of the first. */
function reply(...lines: string[]): Reply {
  return { code: Number(lines[0]?.slice(0, 3)), lines };
}

/** A parse as one line: endpoint and oddities, or the reason. */
function told(parsed: ReturnType<typeof parse227>): string {
  if (!parsed.ok) return `no: ${parsed.why}`;
  const { host, port } = parsed.endpoint;
  return [`${host ?? '(peer)'}:${port}`, ...parsed.oddities].join(', ');
}

const corpus227: readonly (readonly [string, string])[] = [
  ['227 Entering Passive Mode (192,168,178,2,246,61).', '192.168.178.2:63037'],
  ['227 Entering Passive Mode (192,168,88,150,249,2)', '192.168.88.150:63746'],
  ['227 Entering passive mode (10,0,0,1,204,173).', '10.0.0.1:52397'],
  ['227 192,168,7,97,199,99', '192.168.7.97:51043, no parentheses'],
  ['227 =10,0,0,5,19,136', '10.0.0.5:5000, no parentheses'],
  ['227 Data transfer will passively listen to 127,0,0,1,4,51', '127.0.0.1:1075, no parentheses'],
  ['227 192,168,7,97,199,99.', '192.168.7.97:51043, no parentheses'],
  ['227 PASV OK (1,2,3,4,4,3)', '1.2.3.4:1027'],
  ['227 PASV OK (ftp://0,0,0,0,70,80)', '0.0.0.0:18000, "ftp://" before the numbers'],
  ['227 PASV OK (::ffff:192,168,1,5,4,3)', '192.168.1.5:1027, "::ffff:" before the numbers'],
  ['227 Entering Passive Mode (0,0,0,0,4,11).', '0.0.0.0:1035'],
  ['227 Passive mode v2 ok (10,0,0,5,19,136)', '10.0.0.5:5000, a digit before the address'],
  ['227 Passive Mode (RFC 959) (10,0,0,5,19,136)', '10.0.0.5:5000, a digit before the address'],
  ['227 Entering Passive Mode 3 10,0,0,5,19,136', '10.0.0.5:5000, no parentheses, a digit before the address'],
  ['227 Entering Passive Mode (10, 0, 0, 5, 19, 136)', '10.0.0.5:5000, blanks between the numbers'],
  ['227 Entering Passive Mode (10.0.0.5.19.136)', '10.0.0.5:5000, dots instead of commas'],
  ['227 Entering Passive Mode (10.0.0.5,19,136)', '10.0.0.5:5000, dots instead of commas'],
  ['227 Entering Passive Mode (010,000,000,005,019,136)', '10.0.0.5:5000, leading zeros'],
  ['227 Entering Passive Mode (10,0,0,1,-52,173)', '10.0.0.1:52397, negative byte -52, read as 204'],
  ['227 Passive-10,0,0,5,19,136', '10.0.0.5:5000, no parentheses'],
  ['227 Entering Passive Mode (10,0,0,5,3,255', '10.0.0.5:1023, privileged port 1023'],
  ['227 Entering Passive Mode (', 'no: no address and port in it'],
  ['227 Entering Passive Mode (10,0,0,5,19,', 'no: 5 numbers (10,0,0,5,19) instead of six'],
  ['227 Entering Passive Mode (1,121,35).', 'no: 3 numbers (1,121,35) instead of six'],
  ['227 Entering Passive Mode (10,0,0,5,19,136,7)', 'no: 7 numbers instead of six'],
  ['227 Logout.', 'no: no address and port in it'],
  ['227', 'no: no address and port in it'],
  ['227 Entering Passive Mode (192,168,1,300,19,136)', 'no: octet 300 is above 255'],
  ['227 Entering Passive Mode (192,168,1,5,19,-200)', 'no: "-200" is not a number'],
  ['227 Entering Passive Mode (192,168,1,5,0,0)', 'no: port 0 cannot be connected to'],
  [
    '227 Entering passive mode (2001:db8::50,121,25).',
    'no: an IPv6 address, for which the six numbers have no room (RFC 2428 section 1)',
  ],
  [
    '227 Entering passive mode (::1,189,13).',
    'no: an IPv6 address, for which the six numbers have no room (RFC 2428 section 1)',
  ],
  [
    '227 Entering passive mode (fe80::1,2,3,4,5,6)',
    'no: an IPv6 address, for which the six numbers have no room (RFC 2428 section 1)',
  ],
];

for (const [text, expected] of corpus227) {
  test(`${text} is read as ${expected}`, () => {
    assert.equal(told(parse227(reply(text))), expected);
  });
}

test('the address of a 227 of several lines may stand in any of them', () => {
  assert.equal(told(parse227(reply('227-listen socket created', '227 (0,0,0,0,137,217)'))), '0.0.0.0:35289');
  assert.equal(told(parse227(reply('227-Entering Passive Mode (10,0,0,5,19,136)', '227 ok'))), '10.0.0.5:5000');
  assert.equal(told(parse227(reply('227-Passive', ' (10,0,0,5,19,136)', '227 ok'))), '10.0.0.5:5000');
});

test('the last line of a 227 counts before the others', () => {
  const both = reply('227-old (10,0,0,1,19,136)', '227 new (10,0,0,2,19,137)');
  assert.equal(told(parse227(both)), '10.0.0.2:5001');
});

const corpus229: readonly (readonly [string, string])[] = [
  ['229 Entering Extended Passive Mode (|||6446|)', '(peer):6446'],
  ['229 Extended Passive mode OK (|||65431|)', '(peer):65431'],
  ['229 Entering Passive Mode (|||63539|)', '(peer):63539'],
  ['229 Entering extended passive mode (|||53031|).', '(peer):53031'],
  ['229 Extended passive (EPSV) mode (|||6446|)', '(peer):6446'],
  ['229 Entering Extended Passive Mode (|||6446|', '(peer):6446'],
  ['229 Entering Extended Passive Mode (!!!6446!)', '(peer):6446, delimiter "!" instead of "|"'],
  ['229 Entering Extended Passive Mode |||6446|', '(peer):6446, no parentheses'],
  ['229 Extended |||6446| ok', '(peer):6446, no parentheses'],
  ['229 Entering Extended Passive Mode (|1|10.0.0.5|6446|)', '10.0.0.5:6446, names the address 10.0.0.5'],
  ['229 Entering Extended Passive Mode (|2|2001:db8::1|6446|)', '2001:db8::1:6446, names the address 2001:db8::1'],
  ['229 Entering Extended Passive Mode (|1||6446|)', '(peer):6446, names the family 1'],
  ['229 Entering Extended Passive Mode (|||80|)', '(peer):80, privileged port 80'],
  ['229 Entering Extended Passive Mode (||6446|)', 'no: 3 delimiters instead of the four in (|||port|)'],
  ['229 Entering Extended Passive Mode (|||6446)', 'no: 3 delimiters instead of the four in (|||port|)'],
  ['229 Entering Extended Passive Mode (|||6446|x)', 'no: text behind the last delimiter of (|||port|)'],
  ['229 Entering Extended Passive Mode (||||6446|)', 'no: 5 delimiters instead of the four in (|||port|)'],
  ['229 Entering Extended Passive Mode (6446)', 'no: not the form (|||port|)'],
  ['229 Entering Extended Passive Mode (', 'no: not the form (|||port|)'],
  ['229 Entering Extended Passive Mode', 'no: no port in it'],
  ['229 Entering Extended Passive Mode (|||port|)', 'no: "port" is not a port'],
  ['229 Entering Extended Passive Mode (|||0|)', 'no: port 0 cannot be connected to'],
  ['229 Entering Extended Passive Mode (|||65536|)', 'no: port 65536 is above 65535'],
  ['229 Entering Extended Passive Mode (|||-1|)', 'no: "-1" is not a port'],
  ['229 Entering Extended Passive Mode (|1|host.example|6446|)', 'no: "host.example" is not an address'],
  ['229 Entering Extended Passive Mode (|2|fe80::1%eth0|6446|)', 'no: "fe80::1%eth0" is not an address'],
];

for (const [text, expected] of corpus229) {
  test(`${text} is read as ${expected}`, () => {
    assert.equal(told(parse229(reply(text))), expected);
  });
}

const corpus228: readonly (readonly [string, string])[] = [
  ['228 Entering Long Passive Mode (4,4,127,0,0,1,2,193,37)', '127.0.0.1:49445'],
  ['228 Entering Long Passive Mode (6,16,32,1,13,184,0,0,0,0,0,0,0,0,0,0,0,1,2,4,0)', '2001:db8::1:1024'],
  ['228 Entering Long Passive Mode (4,4,127,0,0,1,2,0,21)', '127.0.0.1:21, privileged port 21'],
  [
    '228 Entering Long Passive Mode (4,4,127,0,0,1,3,1,193,37)',
    'no: after the family not 4 address bytes, a 2, and two port bytes',
  ],
  [
    '228 Entering Long Passive Mode (4,4,127,0,0,1,3,193,37)',
    'no: after the family not 4 address bytes, a 2, and two port bytes',
  ],
  ['228 Entering Long Passive Mode (6,4,127,0,0,1,2,193,37)', 'no: an address of family 6 has 16 bytes, not 4'],
  ['228 Entering Long Passive Mode (5,4,127,0,0,1,2,193,37)', 'no: address family 5 is neither 4 (IPv4) nor 6 (IPv6)'],
  ['228 Entering Long Passive Mode (4,4,127,0,0,256,2,193,37)', 'no: octet 256 is above 255'],
  ['228 Entering Long Passive Mode (4,4,127,0,0,1', 'no: no address and port in it'],
];

for (const [text, expected] of corpus228) {
  test(`${text} is read as ${expected}`, () => {
    assert.equal(told(parse228(reply(text))), expected);
  });
}

test('a 227 answering EPSV and a 229 answering PASV are read as what they are', () => {
  const swapped227 = parsePassiveReply('EPSV', reply('227 Entering Passive Mode (91,190,231,97,119,66).'));
  assert.equal(told(swapped227), '91.190.231.97:30530, 227 in answer to EPSV');
  const swapped229 = parsePassiveReply('PASV', reply('229 Entering Extended Passive Mode (|||6446|)'));
  assert.equal(told(swapped229), '(peer):6446, 229 in answer to PASV');
  assert.equal(told(parsePassiveReply('PASV', reply('227 (10,0,0,5,19,136)'))), '10.0.0.5:5000');
});

test('a reply that is none to PASV names no port', () => {
  for (const text of [
    '200 TYPE is now 8-bit binary',
    '522 Network protocol not supported, use (1,2)',
    '425 You cannot use PASV on IPv6 connections. Use EPSV instead.',
    '200 (10,0,0,5,19,136)',
  ]) {
    assert.equal(told(parsePassiveReply('PASV', reply(text))), `no: a ${text.slice(0, 3)} names no port`);
  }
});

const port = fc.integer({ min: 1024, max: 65_535 });
const endpoint4 = fc.record({ host: fc.ipV4(), port }, { noNullPrototype: true });

test('what is written as PORT is read back from a 227, in any usual wording', () => {
  const wording = fc.constantFrom(['Entering Passive Mode (', ').'], ['ok (', ')'], ['=', ''], ['', '']);
  fc.assert(
    fc.property(endpoint4, wording, (endpoint, [before = '', after = '']) => {
      const numbers = formatPort(endpoint).slice(5);
      const parsed = parse227(reply(`227 ${before}${numbers}${after}`));
      assert.deepEqual(parsed.ok && parsed.endpoint, endpoint);
    }),
  );
});

test('what is written as LPRT is read back from a 228', () => {
  fc.assert(
    fc.property(endpoint4, (endpoint) => {
      const parsed = parse228(reply(`228 Entering Long Passive Mode (${formatLprt(endpoint).slice(5)})`));
      assert.deepEqual(parsed.ok && parsed.endpoint, endpoint);
    }),
  );
});

test('any port and any delimiter are read back from a 229', () => {
  const delimiter = fc.constantFrom('|', '!', '#', '$', '%', '&', '*', '+', '/', '~', '^', 'x');
  fc.assert(
    fc.property(port, delimiter, (number, sign) => {
      const parsed = parse229(reply(`229 Extended Passive (${sign.repeat(3)}${number}${sign})`));
      assert.deepEqual(parsed.ok && parsed.endpoint, { host: null, port: number });
    }),
  );
});
