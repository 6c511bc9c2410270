import { cutShortDetails, shortages, type Failure, type FailureKind, type Outcome } from '../model/network.js';

/** Errno names to the closed vocabulary; the table of path-catalogue style measurements on Linux, same names elsewhere. */
const kinds: Readonly<Record<string, FailureKind>> = {
  ENOTFOUND: 'not-found',
  ENODATA: 'not-found',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timed-out',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  ENOPROTOOPT: 'unreachable',
  // ICMPv6 "administratively prohibited" and a local firewall that rejects both surface as EACCES or EPERM.
  EACCES: 'unreachable',
  EPERM: 'unreachable',
};

/** Names the failure behind a system error. Always answers; an unmapped error is `unknown` and keeps its own words. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { kind: 'unknown', detail: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code in shortages) return { kind: 'unknown', detail: shortages[code as keyof typeof shortages] };
  const kind = kinds[code];
  if (kind !== undefined) return { kind, detail: code };
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || /tls|ssl|certificate/i.test(error.message)) {
    return { kind: 'tls', detail: error.message };
  }
  return { kind: 'unknown', detail: code === '' ? error.message : code };
}

export function succeeded<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function failed<T>(failure: Failure): Outcome<T> {
  return { ok: false, failure };
}

/** What a call answers when the run was ended from outside while it waited. */
export function cutShort(signal: AbortSignal): Failure {
  return signal.reason === 'deadline'
    ? { kind: 'timed-out', detail: cutShortDetails.deadline }
    : { kind: 'unknown', detail: cutShortDetails.interrupted };
}
