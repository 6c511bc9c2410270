import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { after, suite, test } from 'node:test';
import { createServer as createTlsServer, type Server, type TlsOptions, type TLSSocket } from 'node:tls';
import { type Connection, endedWithoutNotice, type Outcome, type SecureOptions } from '../../src/model/network.js';
import { tcpNetwork } from '../../src/network/tcp.js';
import { issue, type Issued } from '../support/certificates.js';

const host = 'ftp.lab.example';
const root = issue({ subject: 'Lab Root', ca: true });
const good = issue({ subject: host, dnsNames: [host], issuer: root });
const network = tcpNetwork({});
const closing: (() => void)[] = [];

after(() => {
  for (const close of closing) close();
});

const secure: SecureOptions = {
  serverName: host,
  ca: root.certificate,
  resume: null,
  watchEnd: false,
  clearBytes: 0,
  timeoutMs: 2000,
};

function must<T>(outcome: Outcome<T>): T {
  assert.ok(outcome.ok, outcome.ok ? '' : `${outcome.failure.kind}: ${outcome.failure.detail}`);
  return outcome.value;
}

async function dial(port: number): Promise<Connection> {
  const options = { purpose: 'control', timeoutMs: 1000, bind: null } as const;
  const connection = must(await network.connect({ host: '127.0.0.1', port }, options));
  closing.push(() => {
    connection.close();
  });
  return connection;
}

async function listening(server: Server | ReturnType<typeof createServer>): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  closing.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A server that says `hello` over TLS and hands its side to `then`. */
async function serve(
  { keyPem, certificate }: Issued,
  then: (socket: TLSSocket) => unknown = () => undefined,
  more: TlsOptions = {},
): Promise<number> {
  const server = createTlsServer({ key: keyPem, cert: certificate, ...more }, (socket) => {
    socket.on('error', () => undefined);
    socket.write('hello\r\n', () => {
      then(socket);
    });
  });
  server.on('tlsClientError', () => undefined);
  return listening(server);
}

suite('certificates', () => {
  test('one of a trusted root for the name asked is trusted, and its facts are told', async () => {
    const facts = must(await (await dial(await serve(good))).secure(secure));
    assert.equal(facts.authorized, true);
    assert.equal(facts.authorizationError, null);
    assert.deepEqual([facts.subject, facts.issuer, facts.names], [`CN=${host}`, 'CN=Lab Root', `DNS:${host}`]);
  });

  const faults: readonly [string, Issued, string, RegExp][] = [
    [
      'an expired one',
      issue({ subject: host, dnsNames: [host], fromDay: -9, toDay: -2, issuer: root }),
      'CERT_HAS_EXPIRED',
      /expired/,
    ],
    [
      'one of tomorrow',
      issue({ subject: host, dnsNames: [host], fromDay: 1, toDay: 9, issuer: root }),
      'CERT_NOT_YET_VALID',
      /not valid yet/,
    ],
    [
      'one for another name',
      issue({ subject: 'x', dnsNames: ['x.example'], issuer: root }),
      'ERR_TLS_CERT_ALTNAME_INVALID',
      /another name/,
    ],
    ['a self-signed one', issue({ subject: host, dnsNames: [host] }), 'DEPTH_ZERO_SELF_SIGNED_CERT', /self-signed/],
    [
      'one of an unknown issuer',
      issue({ subject: host, dnsNames: [host], issuer: issue({ subject: 'Nobody', ca: true }) }),
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      /not trusted here/,
    ],
  ];
  for (const [what, certificate, code, words] of faults) {
    test(`${what} is not trusted, and the facts say why in words`, async () => {
      const facts = must(await (await dial(await serve(certificate))).secure(secure));
      assert.equal(facts.authorized, false);
      assert.equal(facts.authorizationCode, code);
      assert.match(facts.authorizationError ?? '', words);
    });
  }

  test('an address must be named by the certificate like a name, and is not sent as SNI', async () => {
    const asked: (string | undefined)[] = [];
    const port = await serve(good, undefined, {
      SNICallback: (name, done) => {
        asked.push(name);
        done(null);
      },
    });
    assert.equal(must(await (await dial(port)).secure({ ...secure, serverName: '127.0.0.1' })).authorized, false);
    assert.deepEqual(asked, []);
    must(await (await dial(port)).secure(secure));
    assert.deepEqual(asked, [host]);
  });
});

suite('the session on data connections', () => {
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    test(`a second connection resumes the session of the first under ${version}`, async () => {
      const port = await serve(good, undefined, { maxVersion: version });
      const control = await dial(port);
      assert.equal(must(await control.secure(secure)).resumed, false);
      // The ticket of TLS 1.3 comes with the first data.
      must(await control.read(1000));
      const again = must(await (await dial(port)).secure({ ...secure, resume: control }));
      assert.deepEqual([again.protocol, again.resumed, again.authorized], [version, true, true]);
    });
  }

  test('ftp-data is offered only where the server chose the protocol of FileZilla', async () => {
    const seen: (readonly string[])[] = [];
    const choosing = (choice: string): Promise<number> =>
      serve(good, undefined, {
        ALPNCallback: ({ protocols }: { protocols: string[] }) => {
          seen.push(protocols);
          return protocols.find((one) => one === choice || one === 'ftp-data');
        },
      });
    for (const choice of ['x-filezilla-ftp', 'ftp']) {
      const port = await choosing(choice);
      const control = await dial(port);
      assert.equal(must(await control.secure(secure)).alpn, choice);
      must(await control.read(1000));
      must(await (await dial(port)).secure({ ...secure, resume: control }));
    }
    assert.deepEqual(seen, [['x-filezilla-ftp', 'ftp'], ['ftp-data'], ['x-filezilla-ftp', 'ftp']]);
  });
});

suite('handshakes that do not come about', () => {
  test('a server that says nothing costs the timeout and no more', async () => {
    const port = await listening(createServer());
    const outcome = await (await dial(port)).secure({ ...secure, timeoutMs: 150 });
    assert.equal(outcome.ok ? '' : outcome.failure.kind, 'timed-out');
  });

  test('a server that speaks clear text is no TLS', async () => {
    const port = await listening(createServer((socket) => socket.write('220 ready\r\n')));
    const outcome = await (await dial(port)).secure(secure);
    assert.equal(outcome.ok ? '' : outcome.failure.kind, 'tls');
  });

  test('a server that hangs up is told as such', async () => {
    const port = await listening(createServer((socket) => socket.once('data', () => socket.end())));
    const outcome = await (await dial(port)).secure(secure);
    assert.equal(outcome.ok ? '' : outcome.failure.kind, 'closed');
  });

  test('versions that do not meet are told in the words of the alert', async () => {
    const port = await serve(good, undefined, {
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'ALL:@SECLEVEL=0',
    });
    const outcome = await (await dial(port)).secure(secure);
    assert.deepEqual(outcome.ok ? null : outcome.failure.kind, 'tls');
    assert.match(outcome.ok ? '' : outcome.failure.detail, /version|protocol/i);
  });

  test('no handshake begins behind text that came in clear, read or unread', async () => {
    const port = await listening(createServer((socket) => socket.write('234 go\r\n220 slipped in\r\n')));
    const unread = await dial(port);
    const read = await dial(port);
    must(await read.read(1000));
    const outcome = await read.secure({ ...secure, clearBytes: 16 });
    assert.match(outcome.ok ? '' : outcome.failure.detail, /16 bytes arrived in clear before/);
    // The bytes are here once a second connection's are, which were sent later.
    must(await (await dial(port)).read(1000));
    const other = await unread.secure(secure);
    assert.equal(other.ok ? '' : other.failure.kind, 'tls');
  });
});

suite('the end of a data connection', () => {
  async function endAt(port: number): Promise<string> {
    const connection = await dial(port);
    must(await connection.secure({ ...secure, watchEnd: true }));
    assert.equal(new TextDecoder().decode(must(await connection.read(1000))), 'hello\r\n');
    must(await connection.write(new TextEncoder().encode('bye\r\n')));
    const end = await connection.read(1000);
    return end.ok ? 'more' : end.failure.detail;
  }
  // Node's server leaves the close_notify out where it ends before its tickets are on their way.
  const goodbye = (socket: TLSSocket): unknown => socket.once('data', () => socket.end());

  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    test(`an announced one is in order under ${version}`, async () => {
      assert.equal(
        await endAt(await serve(good, goodbye, { maxVersion: version })),
        'the far end closed the connection',
      );
    });
  }

  test('one that only TCP announces may have been cut', async () => {
    // The record of one line, then FIN: a relay that forwards the handshake and the first data, and no more.
    const port = await serve(good, goodbye, { maxVersion: 'TLSv1.2' });
    const relay = createServer((near) => {
      void dialRaw(port).then((far) => {
        near.on('data', (chunk) => far.write(chunk));
        far.on('data', (chunk) => {
          near.write(withoutAlerts(chunk));
        });
        far.on('end', () => near.end());
      });
    });
    assert.equal(await endAt(await listening(relay)), endedWithoutNotice);
  });
});

async function dialRaw(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Cuts the alert records (type 21) out of whole records. */
function withoutAlerts(chunk: Buffer): Buffer {
  const kept: Buffer[] = [];
  for (let at = 0; at + 5 <= chunk.length;) {
    const next = at + 5 + chunk.readUInt16BE(at + 3);
    if (chunk[at] !== 21) kept.push(chunk.subarray(at, next));
    at = next;
  }
  return Buffer.concat(kept);
}
