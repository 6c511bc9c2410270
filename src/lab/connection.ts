import type { Connection, Failure, Outcome, SecureOptions, TlsFacts } from '../model/network.js';
import { failed, succeeded } from '../network/failure.js';
import type { Clock } from './clock.js';
import type { ServerHello, Socket } from './socket.js';

/** The certificate that every simulated server with TLS shows. */
const certificate = {
  subject: 'CN=ftp.example.com',
  issuer: 'CN=Lab Root',
  names: 'DNS:ftp.example.com',
  validFrom: 'Jan  1 00:00:00 2020 GMT',
  validTo: 'Dec 31 23:59:59 2039 GMT',
};

/** The TLS session of a connection, to be offered again on the data connections. */
const sessions = new WeakMap<Connection, string>();

function factsOf({ resumed }: ServerHello): TlsFacts {
  return {
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    resumed,
    authorized: true,
    authorizationError: null,
    authorizationCode: null,
    alpn: null,
    ...certificate,
  };
}

/** The door's view of a simulated socket: calls that wait, in virtual time. */
export function connectionOf(socket: Socket, clock: Clock): Connection {
  const ended = (): Failure | null =>
    socket.over ?? (socket.closed ? { kind: 'closed', detail: 'this end was closed' } : null);

  /** Waits until `look` finds something, at most `ms`. */
  function watched<T>(ms: number, late: Failure, look: () => Outcome<T> | null): Promise<Outcome<T>> {
    return clock
      .within<Outcome<T>>(
        ms,
        (answer) => {
          const check = (): void => {
            const found = look();
            if (found !== null) answer(found);
          };
          socket.watch(check);
          check();
        },
        () => failed(late),
      )
      .finally(() => {
        socket.watch(() => undefined);
      });
  }

  const connection: Connection = {
    local: socket.local,
    remote: socket.remote,
    read: (timeoutMs) =>
      watched(timeoutMs, { kind: 'timed-out', detail: `nothing came within ${timeoutMs} ms` }, () => {
        const bytes = socket.take();
        if (bytes !== null) return succeeded(bytes);
        const failure = ended();
        return failure === null ? null : failed(failure);
      }),
    write(bytes) {
      const failure = socket.closed || socket.over?.kind === 'reset' ? ended() : null;
      if (failure !== null) return Promise.resolve(failed(failure));
      socket.send(bytes);
      return Promise.resolve(succeeded(null));
    },
    async secure({ resume, clearBytes, timeoutMs }: SecureOptions) {
      if (clearBytes > 0) {
        return failed({ kind: 'tls', detail: `${clearBytes} bytes arrived in clear before the TLS handshake` });
      }
      const late: Failure = { kind: 'timed-out', detail: `no TLS handshake within ${timeoutMs} ms` };
      let answer: ServerHello | null = null;
      let offered = false;
      const outcome = await watched<ServerHello>(timeoutMs, late, () => {
        if (answer !== null) return succeeded(answer);
        const clear = socket.take();
        if (clear !== null) return failed({ kind: 'tls', detail: `${clear.length} bytes in clear instead of TLS` });
        const failure = ended();
        if (failure !== null) return failed(failure);
        if (!offered) {
          offered = true;
          socket.offerTls({ resume: (resume && sessions.get(resume)) ?? null }, (hello) => {
            answer = hello;
          });
        }
        return null;
      });
      if (!outcome.ok) {
        socket.close();
        return outcome;
      }
      sessions.set(connection, outcome.value.session);
      return succeeded(factsOf(outcome.value));
    },
    keepAlive(idleMs) {
      const failure = ended();
      if (failure !== null) return Promise.resolve(failed(failure));
      socket.keepAlive(idleMs);
      return Promise.resolve(succeeded(null));
    },
    sendQueue: () => Promise.resolve(succeeded(socket.sendQueue())),
    close() {
      socket.close();
    },
  };
  return connection;
}
