import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** Sends one line. */
type Say = (line: string) => void;
/** What a server does with each line of one control connection. */
type Conversation = (say: Say) => (line: string) => void;

/** Where a server listens and what it has received. */
export interface Served {
  readonly port: number;
  /** Every line that came over any control connection. */
  readonly lines: string[];
  /** Answers once a client has connected. */
  readonly visited: Promise<void>;
}

async function listening(t: TestContext, onSocket: (socket: Socket) => void): Promise<number> {
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

/** A server on loopback that greets (not at all with `null`) and converses line by line. */
export async function serve(
  t: TestContext,
  greeting: string | null,
  converse: Conversation = () => () => undefined,
): Promise<Served> {
  const lines: string[] = [];
  let visit: () => void = () => undefined;
  const visited = new Promise<void>((resolve) => (visit = resolve));
  const port = await listening(t, (socket) => {
    visit();
    const say: Say = (line) => socket.write(`${line}\r\n`);
    const hear = converse(say);
    let rest = '';
    if (greeting !== null) say(greeting);
    socket.setEncoding('utf8').on('data', (piece: string) => {
      const parts = (rest + piece).split('\r\n');
      rest = parts.pop() ?? '';
      for (const line of parts) {
        lines.push(line);
        hear(line);
      }
    });
  });
  return { port, lines, visited };
}

/** A server that refuses every password, and gives it away in its reply. */
export function refusing(t: TestContext): Promise<Served> {
  return serve(t, '220 ready', (say) => (line) => {
    if (line.startsWith('USER ')) say('331 and the password?');
    else if (line.startsWith('PASS ')) say(`530 not with ${line.slice(5)}`);
    else say(line === 'QUIT' ? '221 bye' : '502 no');
  });
}

const listing = '-rw-r--r-- 1 ftp ftp 12 Nov 20 09:15 a.txt\r\n';

/** A server that lists in every mode, to any user with the password given; without one, with any. */
export function working(t: TestContext, password: string | null = null): Promise<Served> {
  return serve(t, '220 ready', (say) => {
    let data: Promise<Socket> | null = null;
    const passive = async (reply: (port: number) => string): Promise<void> => {
      let arrive: (socket: Socket) => void = () => undefined;
      data = new Promise((resolve) => (arrive = resolve));
      const port = await listening(t, (caller) => {
        arrive(caller);
      });
      say(reply(port));
    };
    const active = (port: number): void => {
      const calling = connect({ host: '127.0.0.1', port });
      calling.on('error', () => undefined);
      data = Promise.resolve(calling);
      say('200 fine');
    };
    const list = async (): Promise<void> => {
      if (data === null) {
        say('425 no data connection');
        return;
      }
      const channel = await data;
      say('150 here it comes');
      channel.end(listing);
      say('226 done');
    };
    return (line) => {
      const [, verb = '', rest = ''] = /^(\S+) ?(.*)$/.exec(line) ?? [];
      const [high = 0, low = 0] = rest.split(',').slice(4).map(Number);
      if (verb === 'USER') say('331 and the password?');
      else if (verb === 'PASS') say(password === null || rest === password ? '230 welcome' : '530 no');
      else if (verb === 'SYST') say('215 UNIX Type: L8');
      else if (verb === 'PASV') void passive((port) => `227 passive (127,0,0,1,${port >> 8},${port & 255})`);
      else if (verb === 'EPSV') void passive((port) => `229 passive (|||${port}|)`);
      else if (verb === 'PORT') active(high * 256 + low);
      else if (verb === 'EPRT') active(Number(rest.split('|')[3]));
      else if (verb === 'LIST') void list();
      else say(verb === 'QUIT' ? '221 bye' : '502 unknown');
    };
  });
}
