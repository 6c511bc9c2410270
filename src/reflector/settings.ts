import type { PortRange } from '../model/network.js';

/** One control port. An empty host means every address of this machine. */
export interface Door {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly tls: boolean;
}

/** A certificate and its key, PEM. */
export interface Credentials {
  readonly cert: string;
  readonly key: string;
}

/** How much of everything a reflector gives. Times in milliseconds. */
export interface Limits {
  readonly sessions: number;
  readonly perAddress: number;
  /** Passive ports that wait for one address at a time. */
  readonly portsPerAddress: number;
  /** New control connections from one address in a minute. */
  readonly perMinute: number;
  /** Longest silence of a session that is logged in. */
  readonly idleMs: number;
  /** Longest time from the connection to the login, and for one line to be completed. */
  readonly loginMs: number;
  /** Longest wait for a data connection, in either direction. */
  readonly dataMs: number;
  /** How long a call that opened is watched for a reset, beside two round trips. */
  readonly watchMs: number;
}

/** What a reflector is started with. */
export interface Settings {
  readonly doors: readonly Door[];
  readonly range: PortRange;
  /** The IPv4 address to name in 227; the one that the client has reached unless given. */
  readonly publicAddress: string | null;
  /** Whoever knows one may log in, from one address at a time; empty for everybody. */
  readonly tokens: readonly string[];
  readonly credentials: Credentials;
  readonly limits: Limits;
  readonly version: string;
}

export const usualLimits: Limits = {
  sessions: 1000,
  perAddress: 64,
  portsPerAddress: 16,
  perMinute: 240,
  idleMs: 15 * 60_000,
  loginMs: 30_000,
  dataMs: 10_000,
  watchMs: 100,
};

/** Bounds of what one session may cost; not for the operator to choose. */
export const bounds = {
  /** Longest line (RFC 959 knows none; ours are shorter). */
  line: 512,
  /** Bytes a session may send over its control connection. */
  heard: 64 << 10,
  entries: 160,
  /** Bytes of lines kept of one session. */
  recorded: 24 << 10,
  /** Records kept of sessions that have ended, and for how long. */
  records: 2000,
  recordMs: 10 * 60_000,
  /** Replies that the peer has not taken. */
  unsent: 64 << 10,
  /** Wrong tokens in one session. */
  wrong: 5,
  /** Calls back in one session. */
  dials: 16,
  /** Bytes of JSON in one page of a record. */
  page: 1600,
} as const;
