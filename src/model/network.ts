/** An address and port exactly as seen on the wire. `host` is always a literal IP address, never a name. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/**
 * Why a network call failed. A closed vocabulary, part of the public JSON (`failure.kind`).
 *
 * - `not-found`: the resolver knows no such name.
 * - `refused`: a TCP RST or ICMP port-unreachable answered the SYN.
 * - `reset`: an established connection was torn down by RST.
 * - `timed-out`: nothing came within the time allowed.
 * - `unreachable`: an ICMP error or the local routing table said there is no way.
 * - `closed`: the far end closed the connection in order (FIN).
 * - `tls`: the TLS handshake or record layer failed.
 * - `rejected`: the server answered with a negative reply (4xx, 5xx).
 * - `unknown`: anything else; `detail` keeps its own words.
 */
export type FailureKind =
  'not-found' | 'refused' | 'reset' | 'timed-out' | 'unreachable' | 'closed' | 'tls' | 'rejected' | 'unknown';

/** A failure as evidence: its kind, and the words of whoever reported it (an errno, a reply, our own timer). */
export interface Failure {
  readonly kind: FailureKind;
  readonly detail: string;
}

/** Network trouble is evidence, so it is data. Only misuse and our own bugs are thrown. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** An address of this machine with the length of its on-link prefix. */
export interface LocalNetwork {
  readonly address: string;
  readonly prefixLength: number;
}

/** What the kernel still holds unacknowledged for a connection; `null` where the system does not tell. */
export interface SendQueue {
  /** Bytes sent but not acknowledged by the far end. */
  readonly unackedBytes: number;
  /** Retransmissions of the oldest unacknowledged segment so far. */
  readonly retransmits: number;
}

/** What a TLS handshake agreed on, and what the certificate says. */
export interface TlsFacts {
  readonly protocol: string;
  readonly cipher: string;
  readonly resumed: boolean;
  readonly authorized: boolean;
  /** The reason the certificate was not trusted, in words; `null` when it was. */
  readonly authorizationError: string | null;
  /** The same as OpenSSL or Node name it, such as `CERT_HAS_EXPIRED`. */
  readonly authorizationCode: string | null;
  /** The application protocol the server chose (RFC 7301), `null` where it chose none. */
  readonly alpn: string | null;
  readonly subject: string | null;
  readonly issuer: string | null;
  readonly names: string | null;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** The details of a failure that says nothing of the network: the run was ended from outside while a call waited. */
export const cutShortDetails = {
  deadline: 'the deadline of the check was reached',
  interrupted: 'interrupted',
} as const;

/** Whether a call failed only because the run was ended from outside: that says nothing of the network. */
export function isCutShort({ detail }: Failure): boolean {
  return Object.values<string>(cutShortDetails).includes(detail);
}

/** What this machine may run short of, by errno: the details of failures that say nothing of the network either. */
export const shortages = {
  EMFILE: 'this process may have no more files open (EMFILE)',
  ENFILE: 'this machine has no more files to open (ENFILE)',
  ENOBUFS: 'this machine has no more buffers for its network (ENOBUFS)',
  ENOMEM: 'this machine is out of memory (ENOMEM)',
} as const;

/** Whether a call failed only because this machine ran short of something. */
export function isShortage({ detail }: Failure): boolean {
  return detail in shortages || Object.values<string>(shortages).includes(detail);
}

/** Whether a person ended the run before it was known how the call would end. */
export function isInterrupted(failure: Pick<Failure, 'detail'> | null): boolean {
  return failure?.detail === cutShortDetails.interrupted;
}

/** The detail of `closed` where TLS was not ended by a close_notify: the stream may have been cut on the way. */
export const endedWithoutNotice = 'the far end closed the connection without a TLS close_notify';

export interface SecureOptions {
  /** Name or address that the certificate must be for; a name is also sent as SNI (RFC 6066 section 3). */
  readonly serverName: string;
  /** PEM text of the trusted roots, instead of the usual ones. */
  readonly ca: string | null;
  /** Resume the TLS session of this connection (the control connection, for data connections). */
  readonly resume: Connection | null;
  /** Tell at the end of the stream whether it was announced (close_notify) or may have been cut. */
  readonly watchEnd: boolean;
  /** Bytes that the caller has read ahead in clear; no handshake may begin behind them. */
  readonly clearBytes: number;
  readonly timeoutMs: number;
}

/** One TCP connection. Every call answers; none throws for network reasons. */
export interface Connection {
  readonly local: Endpoint;
  readonly remote: Endpoint;
  /** The next bytes, or a failure: `closed` at the end of the stream. One read in flight at a time. */
  read(timeoutMs: number): Promise<Outcome<Uint8Array>>;
  /** Hands the bytes to the kernel as one segment where they fit one. */
  write(bytes: Uint8Array): Promise<Outcome<null>>;
  /** Runs a TLS handshake. A certificate that is not trusted is a fact of the outcome; sending on is the caller's decision. */
  secure(options: SecureOptions): Promise<Outcome<TlsFacts>>;
  /** Has the kernel send a TCP keepalive (RFC 1122 section 4.2.3.6) after each `idleMs` (whole seconds) of silence. */
  keepAlive(idleMs: number): Promise<Outcome<null>>;
  /** Reads the kernel's send queue (Linux: `/proc/net/tcp`, `/proc/net/tcp6`). */
  sendQueue(): Promise<Outcome<SendQueue>>;
  close(): void;
}

/** A socket that waits for the server to call back in active mode. */
export interface Listener {
  readonly local: Endpoint;
  accept(timeoutMs: number): Promise<Outcome<Connection>>;
  close(): void;
}

/** What a connection is for. Control text is recorded, data contents never are (only their size). */
export type Purpose = 'control' | 'data';

export interface ConnectOptions {
  readonly purpose: Purpose;
  readonly timeoutMs: number;
  /** Local address to bind before connecting, `null` to let the system choose. */
  readonly bind: string | null;
}

export interface ListenOptions {
  readonly host: string;
  /** Inclusive port range to listen in, `null` for any free port. */
  readonly ports: PortRange | null;
}

export interface PortRange {
  readonly low: number;
  readonly high: number;
}

export type Family = 4 | 6;

/**
 * The one door to the outside world, time included. Adapters: live TCP, replay of a transcript, simulation.
 * Everything above the door runs the same on each of them.
 */
export interface Network {
  /** Milliseconds on a clock that never steps; only differences mean anything. */
  now(): number;
  /** Waits. Time is part of the outside world, so that a simulation need not wait. */
  pause(ms: number): Promise<void>;
  resolve(host: string, family: Family | null, timeoutMs: number): Promise<Outcome<readonly string[]>>;
  localNetworks(): Promise<Outcome<readonly LocalNetwork[]>>;
  connect(to: Endpoint, options: ConnectOptions): Promise<Outcome<Connection>>;
  listen(options: ListenOptions): Promise<Outcome<Listener>>;
}
