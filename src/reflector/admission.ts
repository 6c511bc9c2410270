import { createHash, timingSafeEqual } from 'node:crypto';
import type { Limits } from './settings.js';

/** Addresses remembered for the rate limit; beyond, the oldest is forgotten. */
const mostAddresses = 10_000;
const minuteMs = 60_000;

/** One network of IPv6 counts as one address: its owner has 2^64 of them (RFC 6177). */
export function accountOf(host: string): string {
  if (!host.includes(':')) return host;
  const [head = '', tail = ''] = host.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const missing = 8 - groups.length - tail.split(':').filter((group) => group !== '').length;
  return [...groups, ...Array<string>(Math.max(0, missing)).fill('0')].slice(0, 4).join(':');
}

/** Who may come in: how many, how often, and with which token. */
export interface Admission {
  /** Why a new connection from there is turned away; `null` where it may come in, and then it counts. */
  enter(host: string): string | null;
  leave(host: string): void;
  /** Whether the word opens a login from there. A token serves one address at a time. */
  login(host: string, word: string): 'welcome' | 'wrong' | 'in-use';
  /** Ends what `login` began. */
  logout(host: string, word: string): void;
  /** Whether one more passive port may wait for a client there; then it counts until `release`. */
  reserve(host: string): boolean;
  release(host: string): void;
}

/** Counts by account; whoever is at zero is forgotten. */
function createTally(): { of(account: string): number; add(account: string, more: 1 | -1): void } {
  const counts = new Map<string, number>();
  return {
    of: (account) => counts.get(account) ?? 0,
    add(account, more) {
      const count = (counts.get(account) ?? 0) + more;
      if (count > 0) counts.set(account, count);
      else counts.delete(account);
    },
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Counts by address on the clock `now`. */
export function createAdmission(limits: Limits, tokens: readonly string[], now: () => number): Admission {
  const standing = createTally();
  const ports = createTally();
  const arrivals = new Map<string, { since: number; count: number }>();
  const digests = tokens.map(digest);
  const users = new Map<number, { account: string; sessions: number }>();

  const tokenOf = (word: string): number => {
    const given = digest(word);
    return digests.findIndex((one) => timingSafeEqual(one, given));
  };

  function tooOften(account: string): boolean {
    const known = arrivals.get(account);
    if (known !== undefined && now() - known.since < minuteMs) return ++known.count > limits.perMinute;
    arrivals.delete(account);
    arrivals.set(account, { since: now(), count: 1 });
    if (arrivals.size > mostAddresses) arrivals.delete(arrivals.keys().next().value ?? '');
    return false;
  }

  return {
    enter(host) {
      const account = accountOf(host);
      if (tooOften(account)) return `too many connections in a minute from your address (${limits.perMinute})`;
      if (standing.of(account) >= limits.perAddress)
        return `too many connections from your address (${limits.perAddress})`;
      standing.add(account, 1);
      return null;
    },
    leave(host) {
      standing.add(accountOf(host), -1);
    },
    reserve(host) {
      const account = accountOf(host);
      if (ports.of(account) >= limits.portsPerAddress) return false;
      ports.add(account, 1);
      return true;
    },
    release(host) {
      ports.add(accountOf(host), -1);
    },
    login(host, word) {
      if (tokens.length === 0) return 'welcome';
      const token = tokenOf(word);
      if (token < 0) return 'wrong';
      const user = users.get(token);
      if (user !== undefined && user.account !== accountOf(host)) return 'in-use';
      users.set(token, { account: accountOf(host), sessions: (user?.sessions ?? 0) + 1 });
      return 'welcome';
    },
    logout(host, word) {
      const token = tokens.length === 0 ? -1 : tokenOf(word);
      const user = users.get(token);
      if (user === undefined || user.account !== accountOf(host)) return;
      if (user.sessions > 1) user.sessions--;
      else users.delete(token);
    },
  };
}
