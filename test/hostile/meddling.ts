import type { Connection, Failure, Network, Outcome } from '../../src/model/network.js';

/** What befalls one step: the connection ends in order, by RST, without a word, or the step takes long. */
export const mishaps = ['cut', 'reset', 'silent', 'late'] as const;
type Mishap = (typeof mishaps)[number];

const failures: Readonly<Record<Exclude<Mishap, 'late'>, Failure>> = {
  cut: { kind: 'closed', detail: 'the far end closed the connection' },
  reset: { kind: 'reset', detail: 'ECONNRESET' },
  silent: { kind: 'timed-out', detail: 'nothing came' },
};
/** Longer than most servers take, shorter than the usual timeout. */
const lateMs = 5000;

export interface Meddled extends Network {
  /** Steps taken so far. */
  readonly steps: () => number;
}

/** A network in which a mishap befalls step number `at` (from 1), and with it the connection it belongs to. */
export function meddle(network: Network, at: number, mishap: Mishap): Meddled {
  let steps = 0;

  /** Takes one step, unless the mishap befalls it. */
  async function step<T>(waitMs: number, run: () => Promise<Outcome<T>>, befallen: () => void): Promise<Outcome<T>> {
    if (++steps !== at) return run();
    if (mishap === 'late') {
      await network.pause(lateMs);
      return run();
    }
    befallen();
    if (mishap === 'silent') await network.pause(waitMs);
    return { ok: false, failure: failures[mishap] };
  }
  const nothing = (): void => undefined;

  function connectionOf(real: Connection, patienceMs: number): Connection {
    let dead: Failure | null = null;
    const alive = async <T>(waitMs: number, run: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
      if (dead === null) {
        return step(waitMs, run, () => {
          if (mishap !== 'late') dead = failures[mishap];
        });
      }
      if (mishap === 'silent') await network.pause(waitMs);
      return { ok: false, failure: dead };
    };
    return {
      local: real.local,
      remote: real.remote,
      read: (timeoutMs) => alive(timeoutMs, () => real.read(timeoutMs)),
      // Into a silent connection one can write; nobody will ever answer.
      write: (bytes) =>
        alive(0, () => real.write(bytes)).then((outcome) =>
          !outcome.ok && mishap === 'silent' ? { ok: true, value: null } : outcome,
        ),
      secure: (options) => {
        const resume = options.resume === null ? null : (originals.get(options.resume) ?? null);
        return alive(patienceMs, () => real.secure({ ...options, resume }));
      },
      keepAlive: (idleMs) => real.keepAlive(idleMs),
      sendQueue: () => real.sendQueue(),
      close: () => {
        real.close();
      },
    };
  }
  const originals = new WeakMap<Connection, Connection>();
  function wrapped(outcome: Outcome<Connection>, patienceMs: number): Outcome<Connection> {
    if (!outcome.ok) return outcome;
    const value = connectionOf(outcome.value, patienceMs);
    originals.set(value, outcome.value);
    return { ok: true, value };
  }

  return {
    steps: () => steps,
    now: () => network.now(),
    pause: (ms) => network.pause(ms),
    resolve: (host, family, timeoutMs) => step(timeoutMs, () => network.resolve(host, family, timeoutMs), nothing),
    localNetworks: () => network.localNetworks(),
    connect: async (to, options) =>
      wrapped(await step(options.timeoutMs, () => network.connect(to, options), nothing), options.timeoutMs),
    listen: async (options) => {
      const listening = await step(0, () => network.listen(options), nothing);
      if (!listening.ok) return listening;
      const listener = listening.value;
      return {
        ok: true,
        value: {
          local: listener.local,
          accept: async (timeoutMs) =>
            wrapped(await step(timeoutMs, () => listener.accept(timeoutMs), nothing), timeoutMs),
          close: () => {
            listener.close();
          },
        },
      };
    },
  };
}
