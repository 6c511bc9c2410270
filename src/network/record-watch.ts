import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** What the headers of the TLS records that arrived tell (RFC 8446 section 5.1). */
export interface RecordWatch {
  readonly stream: Duplex;
  /** Whether the last record that arrived can be an alert: what TLS sends before it closes in order. */
  alertCameLast(): boolean;
}

const headerLength = 5;
const alert = 21;
const applicationData = 23;
/** In TLS 1.3 an alert travels as application data: two bytes, its type, and the tag of the cipher. */
const hiddenAlertLength = 2 + 1 + 16;

/**
 * Sits between a TCP socket and TLS and looks at the record headers that pass. Node does not tell whether a stream ended
 * with a close_notify or was cut; the last record does.
 */
export function watchRecords(raw: Socket): RecordWatch {
  const header: number[] = [];
  let rest = 0;
  let last = { type: 0, length: 0 };

  function look(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      const skipped = Math.min(rest, chunk.length - at);
      rest -= skipped;
      at += skipped;
      while (rest === 0 && at < chunk.length && header.length < headerLength) header.push(chunk[at++] ?? 0);
      if (header.length < headerLength) continue;
      const [type = 0, , , high = 0, low = 0] = header;
      last = { type, length: high * 256 + low };
      rest = last.length;
      header.length = 0;
    }
  }

  const stream = new Duplex({
    read() {
      raw.resume();
    },
    write(chunk: Buffer, _encoding, done) {
      raw.write(chunk, done);
    },
    final(done) {
      raw.end(done);
    },
    destroy(error, done) {
      raw.destroy();
      done(error);
    },
  });
  raw.on('data', (chunk: Buffer) => {
    look(chunk);
    if (!stream.push(chunk)) raw.pause();
  });
  raw.on('end', () => stream.push(null));
  raw.on('error', (error) => stream.destroy(error));
  raw.on('close', () => stream.destroy());
  return {
    stream,
    alertCameLast: () => last.type === alert || (last.type === applicationData && last.length === hiddenAlertLength),
  };
}
