import { randomInt } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { issue } from '../../src/reflector/issue.js';
import { PortTrouble, startReflector, type Reflector } from '../../src/reflector/reflector.js';
import type { Log } from '../../src/reflector/log.js';
import { usualLimits, type Limits, type Settings } from '../../src/reflector/settings.js';
import { createReplyReader } from '../../src/protocol/reply.js';

const made = issue({ subject: 'reflector', dnsNames: ['localhost'] });

/** What a test wants otherwise than usual. */
export type Change = Partial<Omit<Settings, 'limits'>> & { readonly limits?: Partial<Limits> };

/** What the reflector wrote into its log. */
export type Logged = Record<string, unknown>;

/** Settings of a reflector on loopback, on ports that are free. */
export function settings(change: Change = {}): Settings {
  // Below the ports that the kernel gives to clients.
  const low = 12_000 + randomInt(200) * 100;
  return {
    doors: [
      { host: '127.0.0.1', port: 0, tls: false },
      { host: '127.0.0.1', port: 0, tls: true },
    ],
    range: { low, high: low + 40 },
    publicAddress: null,
    tokens: [],
    credentials: { cert: made.certificate, key: made.keyPem },
    version: '0.0.0',
    ...change,
    limits: { ...usualLimits, ...change.limits },
  };
}

/** Tests that run side by side may want the same range: whoever comes second takes another one. */
async function startSomewhere(change: Change, log: Log): Promise<Reflector> {
  for (let left = 5; ; left--) {
    try {
      return await startReflector(settings(change), log);
    } catch (error) {
      if (!(error instanceof PortTrouble && error.code === 'EADDRINUSE') || left === 0) throw error;
    }
  }
}

/** A reflector that is gone after the test, and its log. */
export async function reflector(
  t: TestContext,
  change: Change = {},
): Promise<Reflector & { readonly log: readonly Logged[]; readonly port: number; readonly tlsPort: number }> {
  const log: Logged[] = [];
  const started = await startSomewhere(change, (event, facts) => log.push({ event, ...facts }));
  t.after(() => started.stop());
  const portOf = (tls: boolean): number => started.doors.find((door) => door.tls === tls)?.port ?? 0;
  return { ...started, log, port: portOf(false), tlsPort: portOf(true) };
}

/** A client that says what it is told to say. */
export interface Talk {
  readonly socket: Socket;
  /** Sends as one segment. */
  send(text: string): void;
  /** The next whole reply, its lines joined. */
  reply(): Promise<string>;
  /** Sends a line and answers with the reply to it. */
  ask(line: string): Promise<string>;
  /** The connection has ended. */
  readonly closed: Promise<void>;
}

/** What ends what was opened for it. */
export interface Cleanup {
  after(action: () => void): unknown;
}

/** Connects from an address of loopback. Nothing is read before it is asked for, but everything is kept. */
export function talk(t: Cleanup, port: number, from = '127.0.0.1'): Talk {
  const socket = connect({ host: '127.0.0.1', port, localAddress: from, noDelay: true });
  t.after(() => socket.destroy());
  const reader = createReplyReader();
  const replies: string[] = [];
  let wake: (() => void) | null = null;
  let over = false;
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      over = true;
      wake?.();
      resolve();
    });
  });
  socket.on('error', () => undefined);
  socket.on('data', (bytes: Buffer) => {
    for (const item of reader.push(bytes)) if (item.kind === 'reply') replies.push(item.reply.lines.join('\n'));
    wake?.();
  });
  const talking: Talk = {
    socket,
    send: (text) => socket.write(text, 'latin1'),
    async reply() {
      while (replies.length === 0) {
        if (over) throw new Error('the connection has ended');
        await new Promise<void>((resolve) => (wake = resolve));
      }
      return replies.shift() ?? '';
    },
    ask(line) {
      talking.send(`${line}\r\n`);
      return talking.reply();
    },
    closed,
  };
  return talking;
}

/** A connection that is logged in; its greeting and login are over. */
export async function loggedIn(t: Cleanup, port: number, from?: string, token = 'x'): Promise<Talk> {
  const talking = talk(t, port, from);
  await talking.reply();
  await talking.ask('USER anonymous');
  await talking.ask(`PASS ${token}`);
  return talking;
}
