import { createServer as createPlain, type Server } from 'node:http';
import { createServer as createSecure, type Server as SecureServer } from 'node:https';
import type { Socket } from 'node:net';
import { UsageError } from '../cli/usage-error.js';
import { formatEndpoint } from '../protocol/address.js';
import { handle } from './handler.js';
import type { Site } from './site.js';
import type { WebConfig } from './web-config.js';

/** Bounds for clients that are slow, many or hostile. The longest answer is a probe's, of five minutes at most. */
const usual = {
  maxHeaderSize: 8192,
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2000,
};
const complaints: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};
/** Clients at a time, where the system has descriptors for them. */
export const mostClients = 512;
const idleMs = 330_000;

/** A running exporter. */
export interface Running {
  /** Where it listens, as a URL. */
  readonly url: string;
  /** Takes a new certificate. Whether it speaks TLS at all cannot change. */
  renew(tls: WebConfig['tls']): void;
  /** Takes no more requests, lets those under way end within `graceMs`, then cuts them. */
  stop(graceMs: number): Promise<void>;
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE' ? 'is taken already' : `cannot be listened on (${error.code ?? error.message})`;
      reject(new UsageError(`--listen: ${formatEndpoint({ host, port })} ${why}; choose another address or port`));
    });
    server.listen({ port, ...(host === '' ? {} : { host }) }, () => {
      server.removeAllListeners('error');
      server.on('error', () => undefined);
      resolve();
    });
  });
}

/** Starts to serve. Throws `UsageError` where the address cannot be had. */
export async function serve(
  site: Site,
  tls: WebConfig['tls'],
  host: string,
  port: number,
  clients = mostClients,
  limits = usual,
): Promise<Running> {
  const server: Server | SecureServer =
    tls === null ? createPlain(limits) : createSecure({ ...limits, ...tls, handshakeTimeout: 10_000 });
  server.maxConnections = clients;
  server.setTimeout(idleMs);
  server.on('request', (request, response) => {
    void handle(site, request, response);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    site.statistics.refused('bad-request');
    const status = complaints[error.code ?? ''] ?? '400 Bad Request';
    if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    else socket.destroy();
  });
  await listening(server, host, port);
  const address = server.address();
  const bound =
    typeof address === 'object' && address !== null ? { host: address.address, port: address.port } : { host, port };
  return {
    url: `${tls === null ? 'http' : 'https'}://${formatEndpoint(bound)}/`,
    renew(fresh) {
      if ('setSecureContext' in server && fresh !== null) server.setSecureContext(fresh);
    },
    async stop(graceMs) {
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      server.closeIdleConnections();
      await site.prober.stop(graceMs);
      // The answers of the last probes are written; what is still open then belongs to idle or slow clients.
      setImmediate(() => {
        server.closeIdleConnections();
      });
      const timer = setTimeout(() => {
        server.closeAllConnections();
      }, 1000);
      await closed;
      clearTimeout(timer);
    },
  };
}
