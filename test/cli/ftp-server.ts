import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** What a server received and where it listens. */
export interface Served {
  readonly port: number;
  /** Every line that came over any control connection. */
  readonly lines: string[];
  /** Answers once a client has connected. */
  readonly visited: Promise<void>;
}

async function listening(
  t: TestContext,
  onSocket: (socket: Socket) => void,
): Promise<{ server: Server; port: number }> {
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
  return { server, port: address.port };
}

/** A server on loopback that says `greeting` and then answers line by line; `null` answers nothing. */
export async function serve(
  t: TestContext,
  greeting: string,
  answer: (line: string, say: (text: string) => void) => void = () => undefined,
): Promise<Served> {
  const lines: string[] = [];
  let visit: () => void = () => undefined;
  const visited = new Promise<void>((resolve) => (visit = resolve));
  const { port } = await listening(t, (socket) => {
    visit();
    let rest = '';
    socket.setEncoding('utf8').write(greeting);
    socket.on('data', (piece: string) => {
      const parts = (rest + piece).split('\r\n');
      rest = parts.pop() ?? '';
      for (const line of parts) {
        lines.push(line);
        answer(line, (text) => socket.write(text));
      }
    });
  });
  return { port, lines, visited };
}

/** A server that refuses every password. */
export function refusing(t: TestContext): Promise<Served> {
  return serve(t, '220 ready\r\n', (line, say) => {
    if (line.startsWith('USER ')) say('331 and the password?\r\n');
    else if (line.startsWith('PASS ')) say(`530 not with ${line.slice(5)}\r\n`);
    else if (line === 'QUIT') say('221 bye\r\n');
    else say('502 no\r\n');
  });
}

const listing = '-rw-r--r-- 1 ftp ftp 12 Nov 20 09:15 a.txt\r\n';

/** A server that lists in every mode, and accepts any user whose password is the one given. */
export function working(t: TestContext, password: string | null = null): Promise<Served> {
  return serve(t, '', () => undefined).then(async () => {
    const lines: string[] = [];
    let visit: () => void = () => undefined;
    const visited = new Promise<void>((resolve) => (visit = resolve));
    const { port } = await listening(t, (socket) => {
      visit();
      converse(t, socket, lines, password);
    });
    return { port, lines, visited };
  });
}

function converse(t: TestContext, socket: Socket, lines: string[], password: string | null): void {
  let data: Promise<Socket> | null = null;
  const say = (text: string): void => void socket.write(`${text}\r\n`);
  const passive = async (name: (port: number) => string): Promise<void> => {
    let arrive: (socket: Socket) => void = () => undefined;
    data = new Promise((resolve) => (arrive = resolve));
    const { port } = await listening(t, (caller) => {
      arrive(caller);
    });
    say(name(port));
  };
  const active = (port: number): void => {
    const calling = connect({ host: '127.0.0.1', port });
    calling.on('error', () => undefined);
    data = Promise.resolve(calling);
    say('200 fine');
  };
  const list = async (): Promise<void> => {
    const channel = await data;
    if (channel === null) {
      say('425 no data connection');
      return;
    }
    say('150 here it comes');
    channel.end(listing);
    say('226 done');
  };
  const commands: Readonly<Record<string, (rest: string) => void>> = {
    USER: () => {
      say('331 and the password?');
    },
    PASS: (given) => {
      say(password === null || given === password ? '230 welcome' : '530 no');
    },
    SYST: () => {
      say('215 UNIX Type: L8');
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
      socket.end('221 bye\r\n');
    },
  };
  let rest = '';
  socket.setEncoding('utf8').write('220 ready\r\n');
  socket.on('data', (piece: string) => {
    const parts = (rest + piece).split('\r\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      lines.push(line);
      const [, verb = '', argument = ''] = /^(\S+) ?(.*)$/.exec(line) ?? [];
      (commands[verb] ?? (() => void say('502 unknown')))(argument);
    }
  });
}
