import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { endAtOnce } from '../../src/cli/start.js';

// These servers reset connections, after which their process may not come to its end by itself.
endAtOnce();

/** What a server lives in; a test is one. */
export interface Scope {
  /** Runs when it ends. */
  after(done: () => void): void;
}

/** One control connection as the server holds it. */
export interface Control {
  /** What it says and hears, TLS included. */
  readonly stream: Duplex;
  /** The TCP connection below, to reset it. */
  readonly socket: Socket;
  readonly say: (line: string) => void;
}

export interface Command {
  readonly verb: string;
  readonly rest: string;
}

/** A way to misbehave. What it leaves out is done as a good server does it. */
export interface Behaviour {
  /** Puts something between the TCP connections and the server, such as TLS. */
  readonly wrap?: (socket: Socket, purpose: 'control' | 'data') => Duplex;
  /** In place of the greeting. */
  readonly greet?: (control: Control) => void;
  /** In place of the answer to a command; `usual` gives the good one. */
  readonly hear?: (control: Control, command: Command, usual: () => void) => void;
  /** In place of the port of a new passive data connection. */
  readonly passive?: (port: number) => string;
  /** In place of calling the client back; the port is the client's. */
  readonly call?: (t: Scope, port: number, usual: () => void) => void;
  /** In place of sending the listing and ending the data connection. */
  readonly fill?: (data: Duplex, socket: Socket, control: Control) => void;
  /** Further words for the command line. */
  readonly argv?: readonly string[];
  /** The server does no harm, so that a check may end healthy. */
  readonly harmless?: boolean;
}

/** Ways to misbehave; a name ends the sentence "a server that ...". */
export type Behaviours = Readonly<Record<string, Behaviour>>;

/** A client may open this many data connections to one server. */
const mostListeners = 200;
const listing = '-rw-r--r-- 1 ftp ftp 12 Nov 20 09:15 a.txt\r\n';

async function listening(t: Scope, onSocket: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    t.after(() => socket.destroy());
    onSocket(socket);
  });
  t.after(() => server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return address.port;
}

/** Connects to the client's active port from an address of this machine. */
export function callBack(t: Scope, port: number, from: string): Socket {
  const calling = connect({ host: '127.0.0.1', port, localAddress: from });
  calling.on('error', () => undefined);
  t.after(() => calling.destroy());
  return calling;
}

/** Starts the server on loopback; it is gone when the scope ends. Answers with its port. */
export function serveHostile(t: Scope, behaviour: Behaviour): Promise<number> {
  let listeners = 0;
  return listening(t, (socket) => {
    const stream = behaviour.wrap?.(socket, 'control') ?? socket;
    stream.on('error', () => undefined);
    const control: Control = {
      stream,
      socket,
      say: (line) => {
        if (stream.writable) stream.write(`${line}\r\n`);
      },
    };
    let data: Promise<Socket> | null = null;

    async function passive(shown: (port: number) => string): Promise<void> {
      if (++listeners > mostListeners) {
        control.say('421 too many');
        return;
      }
      let arrive: (arrived: Socket) => void = () => undefined;
      data = new Promise((resolve) => (arrive = resolve));
      const port = await listening(t, (arrived) => {
        arrive(arrived);
      });
      control.say(behaviour.passive?.(port) ?? shown(port));
    }

    function active(port: number): void {
      const usual = (): void => {
        data = Promise.resolve(callBack(t, port, '127.0.0.1'));
      };
      if (behaviour.call === undefined) usual();
      else behaviour.call(t, port, usual);
      control.say('200 fine');
    }

    async function list(): Promise<void> {
      if (data === null) {
        control.say('425 no data connection');
        return;
      }
      const raw = await data;
      control.say('150 here it comes');
      const channel = behaviour.wrap?.(raw, 'data') ?? raw;
      channel.on('error', () => undefined);
      if (behaviour.fill === undefined) {
        channel.end(listing);
        control.say('226 done');
      } else behaviour.fill(channel, raw, control);
    }

    const answers: Readonly<Record<string, (rest: string) => void>> = {
      USER: () => {
        control.say('331 and the password?');
      },
      PASS: () => {
        control.say('230 welcome');
      },
      SYST: () => {
        control.say('215 UNIX Type: L8');
      },
      PBSZ: () => {
        control.say('200 fine');
      },
      PROT: () => {
        control.say('200 fine');
      },
      PASV: () => void passive((port) => `227 passive (127,0,0,1,${port >> 8},${port & 255})`),
      EPSV: () => void passive((port) => `229 passive (|||${port}|)`),
      PORT: (rest) => {
        const [high = 0, low = 0] = rest.split(',').slice(4).map(Number);
        active(high * 256 + low);
      },
      EPRT: (rest) => {
        active(Number(rest.split('|')[3]));
      },
      LIST: () => void list(),
      QUIT: () => {
        control.say('221 bye');
        stream.end();
      },
    };

    if (behaviour.greet === undefined) control.say('220 ready');
    else behaviour.greet(control);
    let unread = '';
    stream.on('data', (piece: Buffer) => {
      const lines = (unread + piece.toString('latin1')).split('\r\n');
      unread = lines.pop() ?? '';
      for (const line of lines) {
        const verb = line.split(' ', 1)[0] ?? '';
        const rest = line.slice(verb.length + 1);
        const usual = (): void => {
          const answer = answers[verb];
          if (answer === undefined) control.say('502 unknown');
          else answer(rest);
        };
        if (behaviour.hear === undefined) usual();
        else behaviour.hear(control, { verb, rest }, usual);
      }
    });
  });
}
