import { isIP, type Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { Failure, Outcome, SecureOptions, TlsFacts } from '../model/network.js';
import { factsOf } from './certificate.js';
import { failed, failureOf, succeeded } from './failure.js';
import { whenLate } from './late.js';
import { watchRecords } from './record-watch.js';

/** A TLS connection that stands. */
export interface Started {
  readonly socket: TLSSocket;
  readonly facts: TlsFacts;
  /** The newest session or ticket; in TLS 1.3 tickets arrive after the handshake. */
  readonly session: () => Buffer | undefined;
  /** Whether the far end announced the end of its stream; always true where nobody watched. */
  readonly endedInOrder: () => boolean;
}

/** What a control connection leaves to its data connections. */
export interface Resumable {
  readonly session: () => Buffer | undefined;
  readonly alpn: string | null;
}

/**
 * The application protocols to offer (RFC 7301): `ftp` is registered with IANA, the other is FileZilla's own. A server
 * that chose FileZilla's expects `ftp-data` on data connections; any other is not bothered with the extension there.
 */
function protocols(resume: SecureOptions['resume'], from: Resumable | undefined): string[] {
  if (resume === null) return ['x-filezilla-ftp', 'ftp'];
  return from?.alpn === 'x-filezilla-ftp' ? ['ftp-data'] : [];
}

/** OpenSSL's own reason, without the file and line of its source; else what there is. */
function reasonOf(error: Error, failure: Failure): string {
  return 'reason' in error && typeof error.reason === 'string' ? error.reason : failure.detail;
}

/**
 * Runs a TLS handshake over a connected socket, as client whoever dialled (RFC 4217 section 7). Whether the certificate
 * is trusted is a fact of the outcome, not a failure: the caller decides before it sends anything.
 */
export function startTls(
  raw: Socket,
  options: SecureOptions,
  resume: Resumable | undefined,
): Promise<Outcome<Started>> {
  return new Promise((resolve) => {
    let session: Buffer | undefined;
    const offered = options.resume === null ? undefined : resume?.session();
    const alpn = protocols(options.resume, resume);
    const watch = options.watchEnd ? watchRecords(raw) : null;
    const socket = connect({
      socket: watch?.stream ?? raw,
      rejectUnauthorized: false,
      // The certificate must name this; without it Node would compare with "localhost".
      host: options.serverName,
      ...(isIP(options.serverName) === 0 ? { servername: options.serverName } : {}),
      ...(options.ca === null ? {} : { ca: options.ca }),
      ...(offered === undefined ? {} : { session: offered }),
      ...(alpn.length === 0 ? {} : { ALPNProtocols: alpn }),
    });
    const end = (outcome: Outcome<Started>): void => {
      forget();
      socket.removeAllListeners('error');
      socket.removeAllListeners('close');
      if (!outcome.ok) {
        // A late error of a socket that was given up must not become an uncaught one.
        socket.on('error', () => undefined);
        socket.destroy();
      }
      resolve(outcome);
    };
    const forget = whenLate(options.timeoutMs, () => {
      end(failed({ kind: 'timed-out', detail: `no TLS handshake within ${options.timeoutMs} ms` }));
    });
    socket.on('session', (fresh) => {
      session = fresh;
    });
    socket.on('error', (error: Error) => {
      const failure = failureOf(error);
      // Node's own words for a connection that the far end ended in the middle of the handshake.
      if (/before secure TLS connection was established/.test(error.message)) {
        end(failed({ kind: 'closed', detail: 'the far end closed the connection during the TLS handshake' }));
      } else end(failed({ kind: failure.kind === 'unknown' ? 'tls' : failure.kind, detail: reasonOf(error, failure) }));
    });
    socket.on('close', () => {
      end(failed({ kind: 'closed', detail: 'the connection closed during the TLS handshake' }));
    });
    socket.once('secureConnect', () => {
      end(
        succeeded({
          socket,
          facts: factsOf(socket),
          session: () => session ?? socket.getSession(),
          endedInOrder: () => watch?.alertCameLast() ?? true,
        }),
      );
    });
  });
}
