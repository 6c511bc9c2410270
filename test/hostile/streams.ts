import { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** Sends the same bytes again and again, as fast as they are taken, until the stream is gone or `most` bytes are out. */
export function flood(to: Duplex, piece: string | Uint8Array, most = Number.POSITIVE_INFINITY): void {
  // Large pieces, so that the client and not the server is what limits the flood.
  const size = Math.ceil(65_536 / piece.length);
  const bytes = Buffer.concat(Array.from({ length: size }, () => Buffer.from(piece)));
  let sent = 0;
  const more = (): void => {
    while (!to.destroyed && to.writable && sent < most) {
      sent += bytes.length;
      if (!to.write(bytes)) {
        to.once('drain', more);
        return;
      }
    }
  };
  more();
}

/** Sends a text over and over, one byte at a time. */
export function drip(to: Duplex, text: string, everyMs: number): void {
  let at = 0;
  const timer = setInterval(() => {
    if (to.destroyed || !to.writable) clearInterval(timer);
    else to.write(text.charAt(at++ % text.length));
  }, everyMs);
  timer.unref();
  to.once('close', () => {
    clearInterval(timer);
  });
}

/** Sends a text over and over, one byte at a time and as fast as they are taken, so that each arrives alone. */
export function trickle(to: Duplex, text: string): void {
  if (to instanceof Socket) to.setNoDelay(true);
  let at = 0;
  const more = (): void => {
    if (to.destroyed || !to.writable) return;
    if (to.write(text.charAt(at++ % text.length))) setImmediate(more);
    else to.once('drain', more);
  };
  more();
}

/** Sends a line again and again, whatever is asked. */
export function every(to: Duplex, everyMs: number, line: () => string): void {
  const timer = setInterval(() => {
    if (to.destroyed || !to.writable) clearInterval(timer);
    else to.write(`${line()}\r\n`);
  }, everyMs);
  timer.unref();
  to.once('close', () => {
    clearInterval(timer);
  });
}

/** Passes on what is written until `pieces` writes are out, and holds back everything after. TLS writes record by record. */
export function stalling(below: Duplex, pieces: number): Duplex {
  let passed = 0;
  const above = new Duplex({
    read() {
      below.resume();
    },
    write(chunk: Buffer, _encoding, done) {
      // A stalled write is never done, so that nothing behind it moves either.
      if (passed++ < pieces) below.write(chunk, done);
    },
    final(done) {
      below.end(done);
    },
  });
  below.on('data', (chunk: Buffer) => {
    if (!above.push(chunk)) below.pause();
  });
  below.on('end', () => above.push(null));
  below.on('close', () => above.destroy());
  above.on('error', () => undefined);
  return above;
}
