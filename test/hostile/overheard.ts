import type { Connection, Endpoint, Network, Outcome } from '../../src/model/network.js';

/** One thing that was done at the door. */
export interface Deed {
  readonly did: 'connect' | 'write' | 'secure';
  readonly purpose: 'control' | 'data';
  readonly to: Endpoint;
}

/** A network whose connects, writes and handshakes are noted down. */
export interface Overheard extends Network {
  readonly deeds: Deed[];
  /** Every address that a name stood for, and every literal that was asked about. */
  readonly named: Set<string>;
}

/** Listens at the door of a network and changes nothing. */
export function overhear(network: Network): Overheard {
  const deeds: Deed[] = [];
  const named = new Set<string>();
  // In place, since a connection is known again by itself when its TLS session is to be resumed.
  function listenTo(outcome: Outcome<Connection>, purpose: Deed['purpose']): Outcome<Connection> {
    if (!outcome.ok) return outcome;
    const { value } = outcome;
    const { remote: to } = value;
    const [write, secure] = [value.write.bind(value), value.secure.bind(value)];
    Object.assign<Connection, Partial<Connection>>(value, {
      write: (bytes) => {
        deeds.push({ did: 'write', purpose, to });
        return write(bytes);
      },
      secure: (options) => {
        deeds.push({ did: 'secure', purpose, to });
        return secure(options);
      },
    });
    return outcome;
  }
  return {
    ...network,
    deeds,
    named,
    async resolve(host, family, timeoutMs) {
      const found = await network.resolve(host, family, timeoutMs);
      for (const address of found.ok ? found.value : []) named.add(address);
      return found;
    },
    async connect(to, options) {
      deeds.push({ did: 'connect', purpose: options.purpose, to });
      return listenTo(await network.connect(to, options), options.purpose);
    },
    async listen(options) {
      const listening = await network.listen(options);
      if (!listening.ok) return listening;
      const listener = listening.value;
      return {
        ok: true,
        value: {
          local: listener.local,
          accept: async (timeoutMs) => listenTo(await listener.accept(timeoutMs), 'data'),
          close: () => {
            listener.close();
          },
        },
      };
    },
  };
}
