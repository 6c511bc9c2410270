import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reply } from '../../src/model/observations.js';
import { classifyForeignGreeting, decodeGreeting, isFtpGreeting } from '../../src/protocol/server-text.js';

const greeting = (...lines: string[]): Reply => ({ code: 220, lines });

const disclosures: readonly (readonly [string, string | null, number | null])[] = [
  ['220 ProFTPD 1.3.8 Server (Debian) [10.0.0.5]', '10.0.0.5', null],
  ['220 ProFTPD Server (Debian) [::ffff:192.168.1.5]', '192.168.1.5', null],
  ['220 ProFTPD Server (lab) [2001:db8::5]', '2001:db8::5', null],
  ['220 NASFTPD Turbo station 1.3.5a Server (ProFTPD) [192.168.1.5]', '192.168.1.5', null],
  ['220 bftpd 5.7 at 10.0.0.5 ready.', '10.0.0.5', null],
  ['220-Local time is now 12:00. Server port: 2121.', null, 2121],
  ['220 (vsFTPd 3.0.3)', null, null],
  ['220-Welcome to Pure-FTPd [privsep] [TLS]', null, null],
  ['220 ready [999.0.0.1]', null, null],
  ['220 [10.0.0.5] ready', null, null],
  ['220 Server port: 0.', null, null],
];

for (const [line, host, port] of disclosures) {
  test(`"${line}" discloses ${host ?? 'no address'} and ${port ?? 'no port'}`, () => {
    assert.deepEqual(decodeGreeting(greeting(line)), { serverInside: host, serverPort: port });
  });
}

test('the address may stand in any line of a greeting', () => {
  const told = decodeGreeting(greeting('220-hello', '220-Server port: 21.', '220 ProFTPD Server (a) [10.0.0.5]'));
  assert.deepEqual(told, { serverInside: '10.0.0.5', serverPort: 21 });
});

const foreign: readonly (readonly [string, ReturnType<typeof classifyForeignGreeting>])[] = [
  ['SSH-2.0-OpenSSH_9.2p1 Debian-2', 'ssh'],
  ['HTTP/1.1 400 Bad Request', 'http'],
  ['<!DOCTYPE html><html>', 'http'],
  ['<html><head>', 'http'],
  ['+OK Dovecot ready.', 'pop3'],
  ['-ERR not now', 'pop3'],
  ['* OK [CAPABILITY IMAP4rev1] ready', 'imap'],
  ['* BYE too busy', 'imap'],
  ['220 mail.example.com ESMTP Postfix', 'smtp'],
  ['554 mail.example.com ESMTP not accepting messages', 'smtp'],
  ['\x15\x03\x01\x00\x02\x02\x46', 'tls'],
  ['\x16\x03\x03\x00\x7a', 'tls'],
  ['RFB 003.008', 'other'],
  ['@RSYNCD: 31.0', 'other'],
  ['', 'other'],
];

for (const [text, service] of foreign) {
  test(`${JSON.stringify(text)} is a greeting of ${service}`, () => {
    assert.equal(classifyForeignGreeting(text), service);
  });
}

test('a 220 of a mail or news server is not FTP', () => {
  for (const line of [
    '220 mail.example.com ESMTP Postfix',
    '220 ftp.example.com ESMTP Exim 4.96',
    '220 SMTP ready',
    '220 InterNetNews NNTP server ready',
  ]) {
    assert.equal(isFtpGreeting(greeting(line)), false, line);
  }
});

test('a 220 that says nothing of mail is FTP, whatever the host is called', () => {
  for (const line of [
    '220 smtp.example.com ready',
    '220 ready',
    '220',
    '220 FTP server ready (see also our SMTP service)',
    '220 files.example.com ftpd, mail goes to the ESMTP host',
  ]) {
    assert.equal(isFtpGreeting(greeting(line)), true, line);
  }
});
