import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { createServer, type TLSSocket } from 'node:tls';
import type { Connection, Outcome } from '../../src/model/network.js';
import { tcpNetwork } from '../../src/network/tcp.js';
import { issue } from '../support/certificates.js';

const host = 'ftp.lab.example';
const root = issue({ subject: 'Lab Root', ca: true });
const good = issue({ subject: host, dnsNames: [host], issuer: root });

function must<T>(outcome: Outcome<T>): T {
  assert.ok(outcome.ok, outcome.ok ? '' : `${outcome.failure.kind}: ${outcome.failure.detail}`);
  return outcome.value;
}

/** A TLS 1.2 server (TLS 1.3 has no renegotiation, RFC 8446 section 4.1.2) that does `then` with each client. */
async function secured(t: TestContext, then: (socket: TLSSocket) => void): Promise<Connection> {
  const server = createServer({ key: good.keyPem, cert: good.certificate, maxVersion: 'TLSv1.2' }, (socket) => {
    socket.on('error', () => undefined);
    t.after(() => socket.destroy());
    then(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const options = { purpose: 'control', timeoutMs: 2000, bind: null } as const;
  const connection = must(await tcpNetwork({}).connect({ host: '127.0.0.1', port }, options));
  t.after(() => {
    connection.close();
  });
  const wanted = {
    serverName: host,
    ca: root.certificate,
    resume: null,
    watchEnd: false,
    clearBytes: 0,
    timeoutMs: 2000,
  };
  must(await connection.secure(wanted));
  return connection;
}

async function textOf(connection: Connection): Promise<string> {
  return new TextDecoder().decode(must(await connection.read(2000)));
}

test('a server that renegotiates once is still heard', async (t) => {
  const connection = await secured(t, (socket) => {
    socket.renegotiate({}, (error) => {
      socket.write(error === null ? 'renegotiated\r\n' : `${error.message}\r\n`);
    });
  });
  assert.equal(await textOf(connection), 'renegotiated\r\n');
});

test('a server that renegotiates without end stops at a failure or at the timeout, and never beyond', async (t) => {
  const connection = await secured(t, (socket) => {
    const again = (): void => {
      socket.renegotiate({}, (error) => {
        if (error === null) again();
      });
    };
    again();
  });
  // Were it not bounded, it would never come to an end.
  const outcome = await connection.read(1000);
  assert.equal(outcome.ok, false);
});
