import type { Group } from '../inference/sign.js';
import type { Observations } from '../model/observations.js';
import type { ProbeOptions } from '../model/target.js';

/** What an experiment takes at most. */
export interface Cost {
  readonly connections: number;
  /** How many times the longest wait (`--timeout`) may pass, one after another. */
  readonly waits: number;
  /** Pauses and waits of a fixed length beside that. */
  readonly seconds: number;
  readonly login: boolean;
}

/** What a follow-up may teach, and what it costs. */
export interface Worth {
  /** The groups of signs that it looks for: what these are worth stands in the tables of the causes. */
  readonly groups: readonly Group[];
  /** Causes that no table weighs, with the information expected about them, in bits. */
  readonly asks: readonly { readonly cause: string; readonly bits: number; readonly source: string }[];
  /** Whether it is run even where nothing is undecided: an option asks for it, or the other half of its pair has failed. */
  due(known: Observations, options: ProbeOptions): boolean;
  readonly cost: Cost;
}

const always = (): boolean => true;
const never = (): boolean => false;

/** Every follow-up by its id. Bits from path-catalogue 7.7 ("typical information gain"), else estimates. */
export const worths: Readonly<Record<string, Worth>> = {
  'passive-pasv-peer': {
    groups: ['data connect'],
    asks: [],
    due: always,
    cost: { connections: 1, waits: 3, seconds: 0, login: true },
  },
  'passive-ports': {
    groups: ['data connect', 'port census', 'refusal time'],
    asks: [{ cause: 'double-translation', bits: 0.1, source: 'estimate' }],
    due: (_, { samples }) => samples !== null,
    cost: { connections: 4, waits: 1, seconds: 10, login: true },
  },
  'passive-ports-again': {
    groups: ['repetition'],
    asks: [],
    due: always,
    cost: { connections: 1, waits: 3, seconds: 10, login: true },
  },
  'pasv-over-ipv6': {
    groups: [],
    asks: [{ cause: 'nat64-without-ftp64', bits: 0.5, source: 'estimate' }],
    due: never,
    cost: { connections: 1, waits: 2, seconds: 0, login: true },
  },
  'names-only': {
    groups: [],
    asks: [{ cause: 'pmtu-blackhole', bits: 0.5, source: 'catalogue 7.6, column "large LIST"; estimate' }],
    due: never,
    cost: { connections: 1, waits: 3, seconds: 0, login: true },
  },
  'status-listing': {
    groups: [],
    asks: [{ cause: 'pmtu-blackhole', bits: 0.4, source: 'catalogue 7.6, column "STAT"; estimate' }],
    due: never,
    cost: { connections: 1, waits: 2, seconds: 0, login: true },
  },
  'alternate-port': {
    groups: ['two control ports'],
    asks: [],
    due: always,
    cost: { connections: 2, waits: 4, seconds: 0, login: true },
  },
  'split-fingerprint': {
    groups: ['split commands'],
    asks: [],
    due: never,
    cost: { connections: 5, waits: 2, seconds: 5, login: false },
  },
  'pipelined-port': {
    groups: ['server view'],
    asks: [{ cause: 'client-nat-without-alg', bits: 0.3, source: 'estimate, as X1 in catalogue 7.7' }],
    due: never,
    cost: { connections: 4, waits: 2, seconds: 4, login: true },
  },
  'callback-timing': {
    groups: ['callback'],
    asks: [{ cause: 'port-20-conflict', bits: 0.6, source: 'catalogue 7.7, "425 timing"' }],
    due: never,
    cost: { connections: 4, waits: 2, seconds: 4, login: true },
  },
  'neutral-verb': {
    groups: ['neutral verb', 'way of ending'],
    asks: [],
    due: never,
    cost: { connections: 4, waits: 2, seconds: 4, login: true },
  },
  'verb-case': {
    groups: [],
    asks: [{ cause: 'alg-mangles-commands', bits: 0.4, source: 'estimate' }],
    due: never,
    cost: { connections: 4, waits: 2, seconds: 4, login: true },
  },
  'interception-control': {
    groups: [],
    asks: [{ cause: 'intercepting-proxy', bits: 0.15, source: 'catalogue 7.7, "X10"' }],
    due: never,
    cost: { connections: 1, waits: 1, seconds: 6, login: false },
  },
  'tls-comparison': {
    groups: ['clear and TLS'],
    asks: [{ cause: 'alg-blind-under-tls', bits: 0.5, source: 'catalogue 7.7, "TLS pair"' }],
    // TLS blinds every ALG, so that nothing is proven of one before the same was tried in clear.
    due: ({ target }) => target.tls !== 'off',
    cost: { connections: 4, waits: 3, seconds: 0, login: true },
  },
  'tls-no-resume': {
    groups: [],
    asks: [{ cause: 'tls-session-reuse-required', bits: 0.6, source: 'estimate' }],
    due: never,
    cost: { connections: 1, waits: 3, seconds: 0, login: true },
  },
  'third-party': {
    groups: [],
    asks: [],
    due: always,
    cost: { connections: 3, waits: 3, seconds: 0, login: true },
  },
  'idle-ladder': {
    groups: [],
    asks: [],
    due: always,
    cost: { connections: 10, waits: 2, seconds: 0, login: true },
  },
};

/** What a follow-up is taken for of which the table says nothing: worth its try, and dear. */
const unknownWorth: Worth = {
  groups: [],
  asks: [{ cause: 'unexplained-failure', bits: 0.1, source: 'estimate' }],
  due: never,
  cost: { connections: 4, waits: 2, seconds: 4, login: true },
};

export function worthOf(id: string): Worth {
  return worths[id] ?? unknownWorth;
}

/** The usual wait, in seconds, with which costs are compared. */
const usualWait = 8;

/** Path-catalogue 7.2: seconds + 5 for each control connection + 20 where it needs the login. */
export function priceOf({ connections, waits, seconds, login }: Cost): number {
  return waits * usualWait + seconds + 5 * connections + (login ? 20 : 0);
}
