import type { Connection, Network, Outcome } from '../../src/model/network.js';

/** What a box on the way does to the lines of clear control connections and to what data connections bring. */
export interface Box {
  /** A line of the client, without its end: as it goes on, or `null` where it is swallowed. */
  readonly client?: (line: string, port: number) => string | null;
  /** The same for a line of the server. */
  readonly server?: (line: string, port: number) => string | null;
  /** A line of the client at which the box tears the connection down. */
  readonly breaks?: (line: string) => boolean;
  readonly data?: (bytes: Uint8Array) => Uint8Array;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Every line of a piece through `change`; the piece holds whole lines only, as those of a reflector do. */
function through(piece: string, change: (line: string) => string | null): string {
  return piece
    .split('\r\n')
    .map((line, at, all) => (line === '' && at === all.length - 1 ? '' : change(line)))
    .filter((line) => line !== null)
    .join('\r\n');
}

function boxed(real: Connection, control: boolean, box: Box, originals: WeakMap<Connection, Connection>): Connection {
  let hidden = false;
  const { port } = real.remote;
  const inspects = (): boolean => control && !hidden;
  const wrapped: Connection = {
    local: real.local,
    remote: real.remote,
    async read(timeoutMs) {
      const until = performance.now() + timeoutMs;
      for (;;) {
        const got: Outcome<Uint8Array> = await real.read(Math.max(1, until - performance.now()));
        if (!got.ok) return got;
        if (!control) return { ok: true, value: box.data?.(got.value) ?? got.value };
        if (!inspects() || box.server === undefined) return got;
        const passed = through(text(got.value), (line) => box.server?.(line, port) ?? null);
        if (passed !== '') return { ok: true, value: Buffer.from(passed, 'latin1') };
      }
    },
    write(bytes) {
      if (!inspects()) return real.write(bytes);
      if (box.breaks !== undefined && text(bytes).split('\r\n').some(box.breaks)) {
        real.close();
        return Promise.resolve({ ok: true, value: null });
      }
      if (box.client === undefined) return real.write(bytes);
      const passed = through(text(bytes), (line) => box.client?.(line, port) ?? null);
      return passed === '' ? Promise.resolve({ ok: true, value: null }) : real.write(Buffer.from(passed, 'latin1'));
    },
    async secure(options) {
      const resume = options.resume === null ? null : (originals.get(options.resume) ?? null);
      const outcome = await real.secure({ ...options, resume });
      hidden = outcome.ok;
      return outcome;
    },
    keepAlive: (idleMs) => real.keepAlive(idleMs),
    sendQueue: () => real.sendQueue(),
    close: () => {
      real.close();
    },
  };
  originals.set(wrapped, real);
  return wrapped;
}

/** A network with a box on the way, which sees what is in clear. */
export function withBox(network: Network, box: Box): Network {
  const originals = new WeakMap<Connection, Connection>();
  return {
    ...network,
    async connect(to, options) {
      const opened = await network.connect(to, options);
      if (!opened.ok) return opened;
      return { ok: true, value: boxed(opened.value, options.purpose === 'control', box, originals) };
    },
    async listen(options) {
      const listening = await network.listen(options);
      if (!listening.ok || box.data === undefined) return listening;
      const { value } = listening;
      return {
        ok: true,
        value: {
          local: value.local,
          async accept(timeoutMs) {
            const caller = await value.accept(timeoutMs);
            return caller.ok ? { ok: true, value: boxed(caller.value, false, box, originals) } : caller;
          },
          close: () => {
            value.close();
          },
        },
      };
    },
  };
}
