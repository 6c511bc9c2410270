import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { Outcome, SecureOptions, TlsFacts } from '../model/network.js';
import { failed, failureOf, succeeded } from './failure.js';

interface Started {
  readonly socket: TLSSocket;
  readonly facts: TlsFacts;
  /** The newest session or ticket; in TLS 1.3 tickets arrive after the handshake. */
  readonly session: () => Buffer | undefined;
}

function factsOf(socket: TLSSocket): TlsFacts {
  const certificate = socket.getPeerX509Certificate();
  const trusted = socket.authorized || socket.isSessionReused();
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    resumed: socket.isSessionReused(),
    authorized: trusted,
    authorizationError: trusted ? null : String(socket.authorizationError),
    subject: certificate?.subject ?? null,
    names: certificate?.subjectAltName ?? null,
    validTo: certificate?.validTo ?? null,
  };
}

/** Runs a TLS handshake over a connected socket. A certificate that is not trusted fails unless `insecure`. */
export function startTls(raw: Socket, options: SecureOptions, resume: Buffer | undefined): Promise<Outcome<Started>> {
  return new Promise((resolve) => {
    let session = resume;
    const socket = connect({
      socket: raw,
      rejectUnauthorized: false,
      ...(options.serverName === null ? {} : { servername: options.serverName }),
      ...(options.ca === null ? {} : { ca: options.ca }),
      ...(resume === undefined ? {} : { session: resume }),
    });
    const end = (outcome: Outcome<Started>): void => {
      clearTimeout(timer);
      socket.removeAllListeners('error');
      socket.removeAllListeners('close');
      if (!outcome.ok) {
        // A late error of a socket that was given up must not become an uncaught one.
        socket.on('error', () => undefined);
        socket.destroy();
      }
      resolve(outcome);
    };
    const timer = setTimeout(() => {
      end(failed({ kind: 'timed-out', detail: `no TLS handshake within ${options.timeoutMs} ms` }));
    }, options.timeoutMs);
    socket.on('session', (fresh) => {
      session = fresh;
    });
    socket.on('error', (error) => {
      const failure = failureOf(error);
      end(failed(failure.kind === 'unknown' ? { kind: 'tls', detail: failure.detail } : failure));
    });
    socket.on('close', () => {
      end(failed({ kind: 'closed', detail: 'the connection closed during the TLS handshake' }));
    });
    socket.once('secureConnect', () => {
      const facts = factsOf(socket);
      if (!facts.authorized && !options.insecure) {
        end(
          failed({ kind: 'tls', detail: `certificate not trusted: ${facts.authorizationError ?? 'unknown reason'}` }),
        );
        return;
      }
      end(succeeded({ socket, facts, session: () => session ?? socket.getSession() }));
    });
  });
}
