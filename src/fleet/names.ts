import { isIP } from 'node:net';
import type { Family, Network, Outcome } from '../model/network.js';
import { cutShort, failed, failureOf, succeeded } from '../network/failure.js';
import { systemNames } from '../network/system-names.js';

type Addresses = Outcome<readonly string[]>;

/** Finds names for many checks at once. */
export interface Names {
  /** The network with names from here: asked once in a sweep, and with the whole of `timeoutMs` for each. */
  behind(network: Network, signal: AbortSignal): Network;
  /** Settles when the answer is there, so that waiting for others' names costs a check none of its own time. */
  ready(host: string, family: Family | null, timeoutMs: number): Promise<void>;
}

type Lookup = (host: string, family: Family | null, timeoutMs: number) => Promise<readonly string[]>;

/**
 * The system resolver works in a few threads, in which a name whose servers are dead stays for many seconds. Questions
 * beyond those threads would run into their timeout while they wait for one, and look like names that are dead, too. So
 * the timeout begins when there is a thread.
 */
export function createNames(ask: Lookup = systemNames, threads = threadsOf(process.env)): Names {
  const answers = new Map<string, Promise<Addresses>>();
  const waiting: (() => void)[] = [];
  let free = threads;

  async function find(host: string, family: Family | null, timeoutMs: number): Promise<Addresses> {
    if (free > 0) free--;
    else
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    const answer = ask(host, family, timeoutMs).then(succeeded, (error: unknown) =>
      failed<readonly string[]>(failureOf(error)),
    );
    // The thread is taken until the system lets go of it, however little time we have.
    void answer.then(() => {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Addresses>((resolve) => {
      timer = setTimeout(() => {
        resolve(failed({ kind: 'timed-out', detail: `no answer within ${timeoutMs} ms` }));
      }, timeoutMs);
    });
    return Promise.race([answer, late]).finally(() => {
      clearTimeout(timer);
    });
  }

  function answerFor(host: string, family: Family | null, timeoutMs: number): Promise<Addresses> {
    const name = `${family ?? ''} ${host.toLowerCase()}`;
    const known = answers.get(name) ?? find(host, family, timeoutMs);
    answers.set(name, known);
    return known;
  }

  return {
    behind: (network, signal) => ({
      ...network,
      resolve: (host, family, timeoutMs) =>
        isIP(host) === 0
          ? Promise.race([
              answerFor(host, family, timeoutMs),
              aborted(signal).then(() => failed<readonly string[]>(cutShort(signal))),
            ])
          : network.resolve(host, family, timeoutMs),
    }),
    async ready(host, family, timeoutMs) {
      if (isIP(host) === 0) await answerFor(host, family, timeoutMs);
    },
  };
}

/** Settles when the signal fires. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const fire = (): void => {
      resolve();
    };
    if (signal.aborted) fire();
    else signal.addEventListener('abort', fire, { once: true });
  });
}

/** Threads of the pool in which Node runs the system resolver. */
function threadsOf(env: Readonly<Record<string, string | undefined>>): number {
  const given = Number(env['UV_THREADPOOL_SIZE']);
  return Number.isInteger(given) && given > 0 ? Math.min(given, 1024) : 4;
}
