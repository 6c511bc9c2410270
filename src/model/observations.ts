import type { Endpoint, Failure, FailureKind, LocalNetwork, SendQueue, TlsFacts } from './network.js';
import type { CommandProbe, SplitProbe } from './probes.js';
import type { Mode, TargetFacts } from './target.js';
import type { Reflection } from './two-ends.js';
import type { Origin, Run, Transcript } from './transcript.js';

/** A complete FTP reply (RFC 959 section 4.2) as it arrived. Lines are without their ends and not yet sanitised. */
export interface Reply {
  readonly code: number;
  readonly lines: readonly string[];
}

/** A command and what came back, with the events behind both. */
export interface Exchange {
  /** The line sent, without its end; empty for a greeting that was not asked for. */
  readonly command: string;
  readonly reply: Reply | null;
  /** Why there is no reply, `null` when there is one. */
  readonly failure: Failure | null;
  /** Milliseconds from the command to the reply's last line. */
  readonly tookMs: number;
  readonly events: readonly number[];
}

/** Where in an attempt it broke. */
export type Stage =
  'control' | 'negotiate' | 'listen' | 'connect' | 'accept' | 'secure' | 'list' | 'transfer' | 'finish';

export interface AttemptFailure {
  readonly kind: FailureKind;
  readonly during: Stage;
  readonly detail: string;
  /** Text of the reply for `rejected`, and of the last reply that came where one did. */
  readonly reply: string | null;
}

/** How far a try at a data connection came. */
export type Reached = 'nothing' | 'negotiated' | 'opened' | 'completed';

/** One try at a data connection, flattened. It has at most one failure: the first thing that broke. */
export interface Attempt {
  readonly experiment: string;
  readonly mode: Mode;
  readonly encrypted: boolean;
  readonly controlPort: number;
  /** The address and port that the 227, 229, PORT or EPRT named; an EPSV reply names the control peer's address. */
  readonly advertised: Endpoint | null;
  /** What was connected to (passive) or listened on (active). */
  readonly used: Endpoint | null;
  /** Where a passive data connection left from; `null` where it did not open or that is not shown. */
  readonly from: Endpoint | null;
  readonly reached: Reached;
  readonly failure: AttemptFailure | null;
  readonly durationMs: number;
  /** Lines of the listing; `null` when no listing was received to its end. */
  readonly entries: number | null;
  readonly bytes: number;
  /** The reply to PASV, EPSV, PORT or EPRT. */
  readonly setup: Exchange | null;
  /** The last reply to LIST. */
  readonly listing: Exchange | null;
  /** Who called back in active mode. */
  readonly caller: Endpoint | null;
  /** Milliseconds that connect or accept took, `null` where neither was tried. */
  readonly dialMs: number | null;
  /** Whether the data connection resumed the TLS session; `null` without TLS on it. */
  readonly resumed: boolean | null;
  /** The data connection ended without a close_notify of TLS: what arrived may have been cut. */
  readonly unannouncedEnd: boolean;
  readonly events: readonly number[];
}

/** One connect to a passive port, from a listing or from sampling. */
export interface PortSample {
  readonly experiment: string;
  /** The command that named the port. */
  readonly mode: 'PASV' | 'EPSV' | null;
  readonly port: number;
  readonly host: string;
  readonly open: boolean;
  readonly failure: Failure | null;
  readonly tookMs: number;
  readonly events: readonly number[];
}

export interface ServerProduct {
  /** Short name as in the fingerprint table, e.g. `vsftpd`. */
  readonly product: string;
  readonly version: string | null;
}

/** An address some text of the server disclosed, and where it stood. */
export interface DisclosedAddress {
  readonly host: string;
  readonly port: number | null;
  /** `banner`, `STAT`, `PORT reply` ... */
  readonly where: string;
  readonly text: string;
  readonly events: readonly number[];
}

/** One try to open the control connection. */
export interface ControlTry {
  readonly to: Endpoint;
  readonly failure: Failure | null;
  readonly tookMs: number;
  readonly events: readonly number[];
}

/** What became of TLS on the first control connection, where it was asked for. */
export interface ControlTls {
  /** The handshake's outcome; `null` where none was begun. */
  readonly facts: TlsFacts | null;
  readonly failure: Failure | null;
  readonly handshakeMs: number | null;
  /** On a second connection, in clear: a meaningless command shaped like AUTH TLS, `null` where it was not tried. */
  readonly neutral: Exchange | null;
  /** Whether the server's own list of features, asked in clear, names AUTH TLS; `null` where it did not tell. */
  readonly offered: boolean | null;
  readonly events: readonly number[];
}

/** Where nothing came back to USER in clear: what fresh connections, in the place of the first one, heard. */
export interface UserPair {
  /** A meaningless command of the same shape. */
  readonly neutral: Exchange;
  /** USER once more; `null` where the meaningless command got no answer either. */
  readonly again: Exchange | null;
}

/** What the first control connection, the gate, taught. */
export interface Control {
  readonly tries: readonly ControlTry[];
  readonly local: Endpoint | null;
  readonly remote: Endpoint | null;
  /** Least time in which the control peer answered a SYN or a command, in milliseconds. */
  readonly rttMs: number | null;
  /** The greeting as an exchange: reply, or why there was none. `null` when no connection opened. */
  readonly greeting: Exchange | null;
  /** The least wait for a greeting on any control connection, in milliseconds; `null` where none was greeted. */
  readonly leastGreetingMs: number | null;
  /** Bytes that came instead of an FTP greeting, as text; `null` when the greeting was FTP or nothing came. */
  readonly foreignGreeting: { readonly text: string; readonly events: readonly number[] } | null;
  /** Whether a TLS handshake succeeded on a port that greeted with silence; `null` when not tried. */
  readonly tlsOnSilentPort: boolean | null;
  /** The greeting that a port expected to speak TLS gave in clear; `null` when there was none. */
  readonly clearGreetingOnTlsPort: string | null;
  readonly tls: ControlTls;
  readonly server: ServerProduct | null;
  readonly features: readonly string[] | null;
  readonly system: string | null;
  /** `null` where USER was answered. */
  readonly userPair: UserPair | null;
  /** AUTH TLS, USER, PASS ... up to the reply that decided the login. */
  readonly login: readonly Exchange[];
  readonly loggedIn: boolean;
  readonly stat: Exchange | null;
  /** Our address as the server says it sees it. */
  readonly seenAs: DisclosedAddress | null;
  /** Addresses of its own the server disclosed that are not the control peer. */
  readonly serverInside: readonly DisclosedAddress[];
}

/** A further control connection that was refused although the first was served. */
export interface Refusal {
  readonly experiment: string;
  readonly text: string;
  readonly events: readonly number[];
}

/** The send queue of a control connection at the moment a reply was given up. */
export interface SendQueueReading extends SendQueue {
  readonly experiment: string;
  readonly events: readonly number[];
}

/** One control connection that was left to rest, then asked with NOOP. */
export interface IdleProbe {
  /** What crossed the path meanwhile: nothing, TCP keepalives, or NOOP commands. */
  readonly kept: 'nothing' | 'tcp' | 'noop';
  /** Milliseconds between keepalives or NOOPs; `null` where nothing crossed. */
  readonly everyMs: number | null;
  /** Milliseconds from the login to the question, or to an end that came by itself. */
  readonly restedMs: number;
  /**
   * What became of it: answered; no answer; RST; ended in order without a word; or the server said goodbye (421).
   */
  readonly outcome: 'alive' | 'silent' | 'reset' | 'closed' | 'told';
  /** It ended by itself, before anything was asked. */
  readonly unasked: boolean;
  /** The reply to the question, or the goodbye; `null` where there was none. */
  readonly reply: Reply | null;
  /** Bytes of the question that nobody acknowledged; `null` where it was answered or the system does not tell. */
  readonly unackedBytes: number | null;
  readonly events: readonly number[];
}

/** One retrieval of a file, and what the control connection said of its end. */
export interface TransferProbe {
  /** What crossed the control connection meanwhile: nothing, or TCP keepalives. */
  readonly kept: 'nothing' | 'tcp';
  /** Milliseconds between keepalives; `null` without. */
  readonly everyMs: number | null;
  readonly path: string;
  /** Size of the file as the server tells it, `null` where it does not. */
  readonly size: number | null;
  readonly bytes: number;
  /** How the data connection ended: `closed` in order; `null` where it was not followed to its end. */
  readonly dataFailure: Failure | null;
  /** Milliseconds from the first reply to RETR to the end of the data. */
  readonly dataMs: number;
  /**
   * Milliseconds in which nothing was said on the control connection: from that reply to its last word, or to the end of
   * the data where none came.
   */
  readonly silentMs: number;
  /**
   * What became of the control connection: a last word came by itself; it came only after a NOOP, behind which it was
   * held up; none came although NOOP was answered; no answer at all; RST; ended without a word; 421; RETR was refused; or
   * it was not sent, because no data connection came about. `null` where the run was cut short.
   */
  readonly outcome:
    'finished' | 'late' | 'unsaid' | 'silent' | 'reset' | 'closed' | 'told' | 'refused' | 'unopened' | null;
  /** It ended by itself, before anything was asked. */
  readonly unasked: boolean;
  /** The last word; the refusal; `null` where there was none. */
  readonly reply: Reply | null;
  /** Bytes of the NOOP that nobody acknowledged; `null` where it was answered or the system does not tell. */
  readonly unackedBytes: number | null;
  readonly events: readonly number[];
}

/** An offer to serve a third party, made to see whether the server takes it (RFC 2577). */
export interface ThirdPartyProbe {
  /** PORT to a documentation address, PORT to a privileged port of ours, or data fetched from a second address of ours. */
  readonly kind: 'foreign-address' | 'low-port' | 'second-source';
  /** PORT, EPRT or LIST with its last reply. */
  readonly asked: Exchange;
  /** Bytes that came; only a listing brings any. */
  readonly bytes: number;
  readonly events: readonly number[];
}

/** Facts drawn from a transcript; no opinions. Every number in `events` is a `seq` of the transcript. */
export interface Observations {
  readonly target: TargetFacts;
  readonly cutShort: Transcript['cutShort'];
  /** What this machine ran short of during the check, and where it showed; `null` where it had enough of everything. */
  readonly shortage: { readonly detail: string; readonly events: readonly number[] } | null;
  readonly runs: readonly Run[];
  readonly resolution: {
    readonly addresses: readonly string[];
    readonly failure: Failure | null;
    readonly events: readonly number[];
  };
  readonly origin: Origin | null;
  readonly localNetworks: readonly LocalNetwork[];
  readonly control: Control;
  /** The four listings first, in the order PASV, EPSV, PORT, EPRT; follow-ups after them. What a person cut off is in `unfinished`. */
  readonly attempts: readonly Attempt[];
  readonly unfinished: readonly Attempt[];
  readonly samples: readonly PortSample[];
  readonly refusals: readonly Refusal[];
  /** What the kernel held unacknowledged when a reply did not come; empty where the system does not tell. */
  readonly sendQueues: readonly SendQueueReading[];
  /** Commands sent in two segments, in order; empty where that was not tried. */
  readonly splits: readonly SplitProbe[];
  /** Commands sent for the sake of their answers, in order; logins and NOOP are left out. */
  readonly probes: readonly CommandProbe[];
  /** Connects to ports and addresses where nobody should answer. */
  readonly strays: readonly PortSample[];
  /** The rungs of the idle ladder, the shortest first, then the connections that were kept alive. */
  readonly idle: readonly IdleProbe[];
  /** The retrievals of a file, without keepalives first. */
  readonly transfers: readonly TransferProbe[];
  readonly thirdParty: readonly ThirdPartyProbe[];
  /** What a cooperating far end told; `null` where none was asked. */
  readonly reflection: Reflection | null;
}
