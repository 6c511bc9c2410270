import type { Socket } from 'node:net';
import {
  type Connection,
  type Endpoint,
  endedWithoutNotice,
  type Failure,
  type Outcome,
  type Purpose,
  type SecureOptions,
  type TlsFacts,
} from '../model/network.js';
import { cutShort, failed, failureOf, succeeded } from './failure.js';
import { whenLate } from './late.js';
import { readSendQueue } from './send-queue.js';
import type { Resumable } from './start-tls.js';

/** The most that one read hands over. What a control connection says is kept and judged, so there it is little. */
const mostRead: Readonly<Record<Purpose, number>> = { control: 1 << 14, data: 1 << 18 };
/** With this much waiting the socket is paused: a flood costs the sender and not our memory, and who reads slowly is felt. */
const mostWaiting: Readonly<Record<Purpose, number>> = { control: 1 << 16, data: 1 << 18 };

/** TLS sessions by connection, for resumption on data connections. */
const sessions = new WeakMap<Connection, Resumable>();

/** Wraps a connected socket as the door's `Connection`. The socket is ended when `signal` fires. */
export function connectionOf(socket: Socket, purpose: Purpose, signal: AbortSignal | undefined): Connection {
  const local: Endpoint = { host: socket.localAddress ?? '', port: socket.localPort ?? 0 };
  const remote: Endpoint = { host: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
  let stream: Socket = socket;
  let chunks: Buffer[] = [];
  let buffered = 0;
  let over: Failure | null = null;
  let wake: (() => void) | null = null;
  let endedInOrder = (): boolean => true;

  const finish = (failure: Failure): void => {
    over ??= failure;
    wake?.();
  };
  const onData = (chunk: Buffer): void => {
    chunks.push(chunk);
    buffered += chunk.length;
    if (buffered > mostWaiting[purpose]) stream.pause();
    wake?.();
  };
  const onEnd = (): void => {
    finish({ kind: 'closed', detail: endedInOrder() ? 'the far end closed the connection' : endedWithoutNotice });
  };
  const onError = (error: Error): void => {
    finish(failureOf(error));
  };
  const listen = (to: Socket): void => {
    to.on('data', onData);
    to.on('end', onEnd);
    to.on('error', onError);
    to.on('close', onEnd);
  };
  const onAbort = (): void => {
    if (signal !== undefined) finish(cutShort(signal));
    stream.destroy();
  };
  socket.setNoDelay(true);
  listen(stream);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted === true) onAbort();

  const connection: Connection = {
    local,
    remote,
    async read(timeoutMs) {
      if (chunks.length === 0 && over === null) {
        await new Promise<void>((resolve) => {
          const forget = whenLate(timeoutMs, resolve);
          wake = (): void => {
            forget();
            resolve();
          };
        });
        wake = null;
      }
      if (chunks.length > 0) {
        const bytes = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
        const rest = bytes.subarray(mostRead[purpose]);
        chunks = rest.length > 0 ? [rest] : [];
        buffered = rest.length;
        if (buffered <= mostRead[purpose]) stream.resume();
        return succeeded(bytes.subarray(0, mostRead[purpose]));
      }
      return failed(over ?? { kind: 'timed-out', detail: `nothing came within ${Math.round(timeoutMs)} ms` });
    },
    write(bytes): Promise<Outcome<null>> {
      if (over !== null && over.kind !== 'closed') return Promise.resolve(failed(over));
      return new Promise((resolve) => {
        stream.write(bytes, (error) => {
          resolve(error ? failed(over ?? failureOf(error)) : succeeded(null));
        });
      });
    },
    async secure(options: SecureOptions): Promise<Outcome<TlsFacts>> {
      // Most checks need none of what Node has for TLS. Nothing may come between the questions below and the handshake.
      const { startTls } = await import('./start-tls.js');
      if (over !== null) return failed(over);
      const clear = buffered + options.clearBytes;
      if (clear > 0) {
        // Bytes that came in clear before the handshake would be taken for protected ones (as in CVE-2011-0411).
        return failed({ kind: 'tls', detail: `${clear} bytes arrived in clear before the TLS handshake` });
      }
      for (const event of ['data', 'end', 'error', 'close']) stream.removeAllListeners(event);
      const resume = options.resume === null ? undefined : sessions.get(options.resume);
      const started = await startTls(stream, options, resume);
      if (!started.ok) {
        finish(started.failure);
        stream.on('error', onError);
        stream.destroy();
        return started;
      }
      stream = started.value.socket;
      endedInOrder = started.value.endedInOrder;
      sessions.set(connection, { session: started.value.session, alpn: started.value.facts.alpn });
      listen(stream);
      return succeeded(started.value.facts);
    },
    keepAlive(idleMs) {
      if (over !== null) return Promise.resolve(failed(over));
      socket.setKeepAlive(true, idleMs);
      return Promise.resolve(succeeded(null));
    },
    sendQueue: () => readSendQueue(local, remote),
    close() {
      signal?.removeEventListener('abort', onAbort);
      // end() sends what is queued and a FIN; a peer that never closes its side must not keep us alive.
      stream.end();
      stream.once('finish', () => stream.destroy());
      setTimeout(() => stream.destroy(), 200).unref();
    },
  };
  return connection;
}
