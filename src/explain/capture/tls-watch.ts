import type { Failure } from '../../model/network.js';

/** Follows the records of one end of a TLS connection; their contents stay closed. */
export interface TlsWatch {
  push(bytes: Uint8Array): void;
  /** Whether protected application data or a finished handshake was seen. */
  readonly done: () => boolean;
  /** The alert that was sent before anything was protected; `null` when there was none. */
  readonly alert: () => Failure | null;
}

const alertNames: Readonly<Record<number, string>> = {
  0: 'close_notify',
  10: 'unexpected_message',
  40: 'handshake_failure',
  42: 'bad_certificate',
  45: 'certificate_expired',
  46: 'certificate_unknown',
  48: 'unknown_ca',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  112: 'unrecognized_name',
};

/** A watch on record headers (RFC 8446 section 5.1): type, version, length. */
export function createTlsWatch(): TlsWatch {
  const header = new Uint8Array(7);
  let filled = 0;
  let left = 0;
  let done = false;
  let alert: Failure | null = null;

  function begin(): void {
    const type = header[0] ?? 0;
    left = ((header[3] ?? 0) << 8) | (header[4] ?? 0);
    if (type === 20 || type === 23) done = true;
  }

  return {
    push(bytes) {
      let at = 0;
      while (at < bytes.length) {
        if (filled < 5) {
          header[filled++] = bytes[at++] ?? 0;
          if (filled === 5) begin();
        } else if (left > 0) {
          const step = Math.min(left, bytes.length - at);
          // An alert in clear is two bytes: level and description.
          if (header[0] === 21 && left === 2 && step === 2 && !done) {
            const code = bytes[at + 1] ?? 0;
            alert ??= {
              kind: 'tls',
              detail: `alert ${code}${code in alertNames ? ` (${alertNames[code] ?? ''})` : ''}`,
            };
          }
          left -= step;
          at += step;
        }
        if (filled === 5 && left === 0) filled = 0;
      }
    },
    done: () => done,
    alert: () => alert,
  };
}
