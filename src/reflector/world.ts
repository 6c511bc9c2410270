import type { SecureContext } from 'node:tls';
import type { Admission } from './admission.js';
import type { Log } from './log.js';
import type { Records } from './record.js';
import type { Settings } from './settings.js';

/** What all sessions of one reflector share. */
export interface World {
  readonly settings: Settings;
  readonly records: Records;
  readonly admission: Admission;
  readonly log: Log;
  readonly secureContext: SecureContext;
  /** The doors as they were opened. */
  readonly ports: readonly { readonly port: number; readonly tls: boolean }[];
  /** Ports on which it always listens, so that whoever cannot reach them knows why. */
  readonly open: readonly number[];
  /** Addresses that have reached an open port, and those that were called back with success. */
  readonly reached: Addresses;
  readonly called: Addresses;
  now(): number;
}

/** A bounded set of addresses. */
export interface Addresses {
  add(account: string): void;
  /** How many there are beside this one. */
  others(account: string): number;
}

const mostRemembered = 1000;

/** Remembers the last thousand addresses. */
export function createAddresses(): Addresses {
  const known = new Set<string>();
  return {
    add(account) {
      known.delete(account);
      known.add(account);
      if (known.size > mostRemembered) known.delete(known.values().next().value ?? '');
    },
    others: (account) => known.size - (known.has(account) ? 1 : 0),
  };
}
