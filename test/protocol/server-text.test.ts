import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reply } from '../../src/model/observations.js';
import { decodeReply, type ServerText } from '../../src/protocol/server-text.js';

const reply = (...lines: string[]): Reply => ({ code: Number(lines[0]?.slice(0, 3)), lines });

/** The verb, the reply, what it means. Texts of servers that no dialogue was recorded with. */
const texts: readonly (readonly [string, string, ServerText['meaning'] | ServerText | null])[] = [
  // SFTPGo and other servers on ftpserverlib
  ['PORT', '421 PORT command is disabled', 'active-disabled'],
  ['PORT', '501 Your request does not meet the configured security requirements', 'foreign-address'],
  ['LIST', '425 data connection security requirements not met', 'data-peer-rejected'],
  [
    'LIST',
    '425 data connection ip address 192.168.0.2 does not match control connection ip address 172.17.0.1',
    { meaning: 'data-peer-rejected', received: { host: '192.168.0.2', port: null }, seenAs: '172.17.0.1' },
  ],
  ['STOR', '425 accept tcp [::]:50065: i/o timeout', 'data-never-arrived'],
  ['PASV', '421 Could not listen for passive connection: could not find any port available', 'range-exhausted'],
  [
    'PASV',
    '421 Could not listen for passive connection: listen tcp 10.0.0.9:50000: bind: cannot assign requested address',
    { meaning: 'bind-failed', errno: 'cannot assign requested address' },
  ],
  // FileZilla Server 1.x and 0.9
  ['LIST', '425 Unable to build data connection: TLS session of data connection not resumed.', 'tls-resumption'],
  [
    'LIST',
    '450 TLS session of data connection has not resumed or the session does not match the control connection',
    'tls-resumption',
  ],
  [
    'LIST',
    '425 Unable to build data connection: ECONNREFUSED - Connection refused',
    { meaning: 'connect-back-failed', errno: 'ECONNREFUSED' },
  ],
  ['LIST', '425 Use PORT or PASV first.', 'no-data-setup'],
  ['LIST', '503 Bad sequence of commands.', 'no-data-setup'],
  ['LIST', '521 PROT P required', 'tls-data-required'],
  ['PASV', '425 Cannot prepare for data connection.', 'range-exhausted'],
  [
    'PASV',
    '500 You are connected using IPv6. PASV is only for IPv4. You have to use the EPSV command instead.',
    'wrong-family',
  ],
  ['PORT', '421 Rejected command, requested IP address does not match control connection IP.', 'foreign-address'],
  ['', '550 No connections allowed from your IP', 'login'],
  ['USER', '503 Use AUTH first.', 'tls-required'],
  ['USER', '530 Have to use explicit SSL/TLS before logging on.', 'tls-required'],
  ['NOOP', '421 Activity timeout.', 'idle-timeout'],
  ['USER', '421 Login time exceeded. Closing control connection.', 'idle-timeout'],
  ['LIST', '421 Connection timed out.', 'idle-timeout'],
  ['LIST', '521 Not with these settings', 'tls-data-required'],
  // IIS
  ['PORT', '501 Server cannot accept argument.', 'foreign-address'],
  ['PORT', "550 Client IP on the control channel didn't match the client IP on the data channel.", 'foreign-address'],
  [
    'LIST',
    "550 Client IP on the control channel didn't match the client IP on the data channel.",
    'data-peer-rejected',
  ],
  ['PASS', '534 Policy requires SSL.', 'tls-required'],
  ['PASS', '534 Request denied for policy reasons.', 'tls-required'],
  ['LIST', '534 Policy requires SSL.', 'tls-data-required'],
  ['LIST', '425 Cannot open data connection.', 'connect-back-failed'],
  ['USER', '530 User cannot log in.', 'login'],
  // ftp-srv
  ['PORT', '500 The given address is not yours', 'foreign-address'],
  ['LIST', '550 Remote addresses do not match', 'data-peer-rejected'],
  ['LIST', '425 No connection established', 'data-never-arrived'],
  ['PASV', '502 Command not supported', null],
  // pyftpdlib, beyond the dialogue
  [
    'LIST',
    '425 Rejected data connection from foreign address 203.0.113.2:38970.',
    { meaning: 'data-peer-rejected', received: { host: '203.0.113.2', port: 38_970 } },
  ],
  ['LIST', '421 Passive data channel timed out.', 'data-never-arrived'],
  ['PORT', '421 Active data channel timed out.', 'connect-back-failed'],
  ['PASV', "425 Too many connections. Can't open data channel.", 'too-busy'],
  ['', '421 Too many connections from the same IP address.', 'too-busy'],
  ['NOOP', '421 Control connection timed out.', 'idle-timeout'],
  ['PASV', '550 SSL/TLS required on the data channel.', 'tls-data-required'],
  ['USER', '550 SSL/TLS required on the control channel.', 'tls-required'],
  ['PORT', '501 PORT not allowed after EPSV ALL.', 'active-disabled'],
  // ProFTPD, beyond the dialogue
  ['PORT', '500 Unable to service PORT commands', 'active-disabled'],
  [
    'LIST',
    '425 Unable to build data connection: Operation not permitted',
    { meaning: 'connect-back-failed', errno: 'Operation not permitted' },
  ],
  ['LIST', '421 No transfer timeout (300 seconds): closing control connection', 'idle-timeout'],
  ['PASV', '425 Unable to build data connection: Internal error', 'bind-failed'],
  ['PASS', '530 Sorry, the maximum number of clients (3) from your host are already connected.', 'too-busy'],
  // Pure-FTPd, beyond the dialogue
  ['LIST', '421 Timeout (no operation for 1800 seconds)', 'idle-timeout'],
  ['LIST', '421 Timeout - try typing a little faster next time', 'idle-timeout'],
  ['USER', "421 I can't accept more than 2 connections as the same user", 'too-busy'],
  ['LIST', '521 Data connection cannot be opened with this PROT setting.', 'tls-data-required'],
  ['EPSV', '425 Unable to open a passive connection', 'bind-failed'],
  // vsftpd, beyond the dialogue
  ['LIST', '425 Security: Bad IP connecting.', 'data-peer-rejected'],
  [
    'LIST',
    '522 SSL connection failed; session reuse required: see require_ssl_reuse option in vsftpd.conf man page',
    'tls-resumption',
  ],
  ['LIST', '421 Data timeout. Reconnect. Sorry.', 'idle-timeout'],
  ['NOOP', '421 Timeout.', 'idle-timeout'],
  ['PASS', '500 OOPS: cannot change directory:/home/bob', 'misconfigured'],
  ['LIST', '500 OOPS: vsf_sysutil_bind', 'bind-failed'],
  // BSD and its relatives
  ['PORT', '500 Illegal PORT rejected (address wrong).', 'foreign-address'],
  ['PORT', '500 Illegal PORT rejected (reserved port).', 'privileged-port'],
  [
    'LIST',
    "425 Can't create data socket (10.0.0.5,20): Address already in use.",
    { meaning: 'bind-failed', serverInside: { host: '10.0.0.5', port: 20 }, errno: 'Address already in use' },
  ],
  [
    'LIST',
    "425 Can't build data connection: No route to host.",
    { meaning: 'connect-back-failed', errno: 'No route to host' },
  ],
  [
    'PASV',
    "425 Can't open passive connection: Address already in use.",
    { meaning: 'range-exhausted', errno: 'Address already in use' },
  ],
  ['LIST', '421 Timeout (900 seconds): closing control connection.', 'idle-timeout'],
  // others
  ['LIST', '425 TLS session for the data connection was not resumed from the control connection.', 'tls-resumption'],
  ['PASV', '425 Unable to listen for data connection: Cannot assign requested address', 'bind-failed'],
  ['PASV', '425 Unable to set up passive listening socket', 'range-exhausted'],
  ['PASV', '450 No free ports available for data connection', 'range-exhausted'],
  ['EPRT', '522 Network protocol not supported, use (1,2)', 'wrong-family'],
  ['PASS', '530 Too many login failures', 'login'],
  ['PASS', '530 Anmeldung fehlgeschlagen', 'login'],
  ['', '421 Service not available, closing control connection', null],
  ['LIST', '550 prot.txt: No such file or directory', null],
  ['LIST', '550 Permission denied.', null],
  ['RETR', '553 Could not create file.', null],
  ['AUTH', '534 Local policy on server does not allow TLS secure connections.', null],
  ['AUTH', '500 AUTH not understood', null],
  ['LIST', '150 Use PORT or PASV first', null],
  ['LIST', '226 Too many connections', null],
];

for (const [verb, text, expected] of texts) {
  const meaning = expected === null || typeof expected === 'string' ? expected : expected.meaning;
  test(`${verb === '' ? 'a greeting' : `${verb} answered`} "${text}" means ${meaning ?? 'no more than its code'}`, () => {
    const found = decodeReply(reply(text), verb);
    if (expected !== null && typeof expected === 'object') assert.deepEqual(found, expected);
    else assert.equal(found?.meaning ?? null, expected);
  });
}

test('the words of a reply of several lines are read together', () => {
  const said = reply(
    '534-Policy requires SSL.',
    ' Win32 error:   Access is denied.',
    ' Error details: SSL policy requires SSL for control channel.',
    '534 End',
  );
  assert.equal(decodeReply(said, 'PASS')?.meaning, 'tls-required');
});

test('the verb counts in any case, with its arguments or without', () => {
  const said = reply("500 I won't open a connection to 10.0.0.5 (only to 203.0.113.7)");
  for (const verb of ['PORT', 'port', 'PORT 10,0,0,5,19,136', ' Port ']) {
    assert.deepEqual(decodeReply(said, verb), {
      meaning: 'foreign-address',
      received: { host: '10.0.0.5', port: null },
      seenAs: '203.0.113.7',
    });
  }
});

test('a text in the place of an address is not passed on as one', () => {
  const said = reply("500 I won't open a connection to <script> (only to 999.1.1.1)");
  assert.deepEqual(decodeReply(said, 'PORT'), { meaning: 'foreign-address' });
  const port = reply('501 Rejected data connection to foreign address 10.0.0.5:99999.');
  assert.deepEqual(decodeReply(port, 'PORT'), { meaning: 'foreign-address' });
});
