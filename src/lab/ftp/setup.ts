import type { Endpoint } from '../../model/network.js';
import type { Personality } from './personality.js';

/** Passive ports: which, and in which order the server hands them out. */
export interface PassivePorts {
  readonly low: number;
  readonly high: number;
  readonly order: 'random' | 'sequential';
  /** Start of the pseudo-random order, or the first port of the sequential one. */
  readonly seed: number;
  /** How many ports, from the low end, other clients hold all the time; none unless given. */
  readonly held?: number;
}

/** A file that a simulated server sends piece by piece, as a slow reader would have it. */
export interface LabFile {
  readonly name: string;
  readonly bytes: number;
  readonly takesMs: number;
  /** Where it breaks off, with a 426; it comes whole unless given. */
  readonly breaksAt?: number;
}

/** How one FTP server is configured, faults included. */
export interface FtpSetup {
  readonly personality: Personality;
  /** The address in a 227 reply; `null` for the address the client connected to, as the server sees it. */
  readonly advertised: string | null;
  readonly passivePorts: PassivePorts;
  /** Whether passive and active mode are switched on. */
  readonly passive: boolean;
  readonly active: boolean;
  /** Commands that this version does not know. */
  readonly unknown: readonly string[];
  /** The one right password; `null` accepts any. */
  readonly password: string | null;
  /** Lines of the directory; `null` when the account may not read it. */
  readonly listing: readonly string[] | null;
  /** The one file that can be retrieved; none unless given. */
  readonly file?: LabFile;
  /** From the connection to the greeting. */
  readonly greetingMs: number;
  /** A client that says nothing for so long is shown out; 15 minutes unless given. */
  readonly idleMs?: number;
  /** More sessions than this at a time are turned away with 421. */
  readonly maxSessions: number;
  /** Waits for ever for the rest of a command whose first segment does not end a line. */
  readonly wholeLines?: true;
  /** Overrides the product's wording of the 227 reply. `h1,h2,h3,h4,p1,p2` comes in. */
  readonly pasvReply: ((sextet: string) => string) | null;
  /** What it says to LIST where something else holds the port that active mode must call from. */
  readonly sourcePortTaken?: string;
  /**
   * Whether AUTH TLS is offered, or even needed before a login; `reuse` wants the session resumed on data connections,
   * `implicit` speaks TLS from the first byte, `data-required` sends no listing in clear.
   */
  readonly tls: 'none' | 'offered' | 'required' | 'reuse' | 'implicit' | 'data-required';
}

/** What a session knows of its surroundings. */
export interface Surroundings {
  readonly setup: FtpSetup;
  /** The server's end of the control connection, as the server sees it. */
  readonly local: Endpoint;
  /** The client as the server sees it. */
  readonly peer: Endpoint;
  /** The next passive port of the range that is free, `null` when all are taken. */
  nextPort(): number | null;
}
