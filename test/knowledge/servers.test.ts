import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identifyServer, knowledgeOf, servers, serverSnippet } from '../../src/knowledge/servers/index.js';
import type { Fingerprint } from '../../src/knowledge/servers/server.js';
import { recordedSessions } from '../protocol/dialogue-file.js';

const nothing: Fingerprint = { banner: '', system: '', features: [], stat: '' };

function identified(fingerprint: Partial<Fingerprint>): string | null {
  const found = identifyServer({ ...nothing, ...fingerprint });
  return found === null ? null : `${found.product} ${found.version ?? '?'}`;
}

const banners: readonly (readonly [string, string | null])[] = [
  ['220 (vsFTPd 3.0.5)', 'vsftpd 3.0.5'],
  ['220 (vsFTPd 2.0.8+ (ext.1) ready...', 'vsftpd 2.0.8+'],
  ['220 ProFTPD 1.3.8b Server (Debian) [10.0.0.5]', 'ProFTPD 1.3.8b'],
  ['220 ProFTPD Server (lab) [127.0.0.1]', 'ProFTPD ?'],
  ['220 NASFTPD Turbo station 1.3.5a Server (ProFTPD) [192.168.1.5]', 'QNAP QTS 1.3.5a'],
  ['220---------- Welcome to Pure-FTPd [privsep] [TLS] ----------', 'Pure-FTPd ?'],
  ['220 pyftpdlib 2.0.1 ready.', 'pyftpdlib 2.0.1'],
  ['220 pyftpdlib based ftpd ready.', 'pyftpdlib ?'],
  ['220-FileZilla Server 1.8.2\n220 Please visit https://filezilla-project.org/', 'FileZilla Server 1.8.2'],
  ['220-FileZilla Server version 0.9.60 beta\n220 hi', 'FileZilla Server 0.9.60'],
  ['220 Microsoft FTP Service', 'IIS ?'],
  ['220 host Microsoft FTP Service (Version 5.0).', 'IIS 5.0'],
  ['220 SFTPGo 2.6.2 ready', 'SFTPGo 2.6.2'],
  ['220 Serv-U FTP Server v15.4 ready...', 'Serv-U 15.4'],
  ['220 CrushFTP Server Ready!', 'CrushFTP ?'],
  ['220 Disk Station FTP server at nas ready.', 'Synology DSM ?'],
  ['220 host (glFTPd 2.11 Linux+TLS) ready.', 'glFTPd 2.11'],
  ['220 bftpd 5.7 at 10.0.0.5 ready.', 'bftpd 5.7'],
  ['220 host FTP server (Version wu-2.6.2(1) Mon Dec 3 2001) ready.', 'wu-ftpd 2.6.2'],
  ['220 host FTP server (GNU inetutils 2.4) ready.', 'inetutils ftpd 2.4'],
  ['220 host FTP server (tnftpd 20100324+GSSAPI) ready.', 'tnftpd 20100324+GSSAPI'],
  ['220 host FTP server (NetBSD-ftpd 20180428) ready.', 'tnftpd 20180428'],
  ['220 host FTP server (Version 6.00LS) ready.', 'BSD ftpd 6.00LS'],
  ['220 vm FTP server (Version 6.4/OpenBSD/Linux-ftpd-0.17) ready.', 'BSD ftpd 6.4/OpenBSD/Linux-ftpd-0.17'],
  ["220 Welcome to 'MinIO' FTP Server Version='2024-01-01' License='GNU AGPLv3'", 'MinIO 2024-01-01'],
  ['220 Titan FTP Server 10.47 Ready.', 'Titan FTP Server 10.47'],
  ['220 Xlight FTP Server 3.9 ready...', 'Xlight FTP Server 3.9'],
  ['220 Wing FTP Server 7.2 ready...', 'Wing FTP Server 7.2'],
  ['220-Welcome to Cerberus FTP Server', 'Cerberus FTP Server ?'],
  ['220 ready', null],
  ['', null],
];

for (const [banner, product] of banners) {
  test(`"${banner.split('\n', 1)[0] ?? ''}" is the banner of ${product ?? 'nobody we know'}`, () => {
    assert.equal(identified({ banner }), product);
  });
}

test('a server is known behind a banner of its admin', () => {
  const banner = '220 Welcome.';
  assert.equal(identified({ banner, stat: '211-Status\n     vsFTPd 3.0.3 - secure, fast, stable' }), 'vsftpd 3.0.3');
  assert.equal(identified({ banner, stat: "211-Status of 'lab'\n Connected from 10.0.0.5 (10.0.0.5)" }), 'ProFTPD ?');
  assert.equal(identified({ banner, features: ['EPRT', 'ESTA', 'PASV', 'ESTP'] }), 'Pure-FTPd ?');
  assert.equal(identified({ banner, stat: '211 https://www.pureftpd.org/' }), 'Pure-FTPd ?');
  assert.equal(
    identified({
      banner,
      stat: '211-FTP server status:\n Connected to: 10.0.0.5:21\n TYPE: ASCII; STRUcture: File; MODE: Stream',
    }),
    'pyftpdlib ?',
  );
  assert.equal(identified({ banner, system: '215 UNIX emulated by FileZilla.' }), 'FileZilla Server ?');
  assert.equal(identified({ banner, system: '215 Windows_NT', features: ['LANG EN*', 'UTF8'] }), 'IIS ?');
  assert.equal(identified({ banner, system: '215 UNIX Type: Apache FtpServer' }), 'Apache FtpServer ?');
  assert.equal(identified({ banner, stat: '211-Status\n     Version 6.00LS' }), 'BSD ftpd 6.00LS');
  assert.equal(
    identified({ banner, stat: '211-FTP server status:\nConnected to :2121 from 203.0.113.7:51234 for 5.2s' }),
    'ftpserverlib ?',
  );
  assert.equal(identified({ banner, stat: '211 Status OK' }), 'ftp-srv ?');
});

test('what many servers say identifies none', () => {
  const plain = { banner: '220 FTP server ready.', system: '215 UNIX Type: L8', features: ['UTF8', 'EPSV', 'SIZE'] };
  assert.equal(identified({ ...plain, stat: '211-Status\n     Connected to 203.0.113.7\n211 End' }), null);
  assert.equal(identified({ banner: '220 x', system: '215 Windows_NT' }), null);
});

for (const { product, title, exchanges } of recordedSessions()) {
  const banner = exchanges[0]?.reply;
  if (banner === undefined || banner.code !== 220) continue;
  test(`${product} is recognised as recorded (${title})`, () => {
    const found = identified({ banner: banner.lines.join('\n') }) ?? '';
    const [name = ''] = found.split(' ');
    assert.ok(product.startsWith(name.toLowerCase()), `${found} for ${product}`);
  });
}

test('every product is known by its name, and no two have the same', () => {
  for (const server of servers) assert.equal(knowledgeOf(server.product), server);
  assert.equal(knowledgeOf('unknown'), null);
});

test('repairs carry the address and the range they are given', () => {
  for (const { product, repairs, where } of servers) {
    const address = repairs.setAddress?.('203.0.113.10');
    if (address !== undefined) assert.match(address, /203\.0\.113\.10/, product);
    const range = repairs.setRange?.(50_000, 50_100);
    if (range !== undefined) {
      assert.match(range, /50000/, product);
      assert.match(range, /5010[01]/, product);
    }
    assert.match(where, /[.]$/, product);
  }
});

test('the commonest servers have a repair for the address, the range and the check of the peer', () => {
  for (const product of ['vsftpd', 'ProFTPD', 'Pure-FTPd', 'pyftpdlib', 'IIS', 'SFTPGo']) {
    const repairs = knowledgeOf(product)?.repairs;
    assert.ok(repairs?.setAddress && repairs.setRange && repairs.relaxPeerCheck && repairs.enableTls, product);
  }
});

test('the settings are written as the programs read them', () => {
  const setting = (product: string): string =>
    `${knowledgeOf(product)?.repairs.setAddress?.('203.0.113.10') ?? ''}\n${knowledgeOf(product)?.repairs.setRange?.(50_000, 50_100) ?? ''}`;
  assert.equal(setting('vsftpd'), 'pasv_address=203.0.113.10\npasv_min_port=50000\npasv_max_port=50100');
  assert.equal(setting('ProFTPD'), 'MasqueradeAddress 203.0.113.10\nPassivePorts 50000 50100');
  // A Python range ends before its second number.
  assert.match(setting('pyftpdlib'), /range\(50000, 50101\)$/);
});

test('for a server that does not say what it is, the setting of each product that has it stands under its name', () => {
  const text = serverSnippet(({ setAddress }) => setAddress?.('203.0.113.10'));
  assert.match(text, /^# vsftpd:\npasv_address=203\.0\.113\.10$/m);
  assert.match(text, /^# QNAP QTS:\n.*203\.0\.113\.10/m);
  // It has no setting for the address.
  assert.doesNotMatch(text, /MinIO/);
});
