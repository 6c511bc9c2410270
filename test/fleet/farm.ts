import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Servers on every loopback address at once: one that lists in every mode, and one that never says a word. */
export interface Farm {
  readonly healthyPort: number;
  readonly silentPort: number;
  /** The most sessions that one address had at the same time, over all addresses. */
  readonly mostPerAddress: () => number;
  close(): Promise<void>;
}

const listing = 'drwxr-xr-x 2 0 0 4096 Jan 01 00:00 pub\r\n';

function sendListing(socket: Socket): void {
  socket.on('error', () => undefined);
  socket.end(listing);
}

/** One control connection that knows what a listing takes, in all four modes. */
function serve(control: Socket, dataServers: Set<Server>): void {
  let passive: Server | null = null;
  let open: ((use: (data: Socket) => void) => void) | null = null;
  const say = (line: string): void => {
    control.write(`${line}\r\n`);
  };
  const leave = (): void => {
    passive?.close();
    if (passive !== null) dataServers.delete(passive);
    passive = null;
  };
  const listen = (reply: (port: number) => string): void => {
    leave();
    const server = createServer();
    passive = server;
    dataServers.add(server);
    const arrived: Socket[] = [];
    let use: ((data: Socket) => void) | null = null;
    server.on('connection', (data) => {
      data.on('error', () => undefined);
      if (use !== null) use(data);
      else arrived.push(data);
    });
    open = (next) => {
      const first = arrived.shift();
      if (first !== undefined) next(first);
      else use = next;
    };
    server.listen(0, control.localAddress ?? '127.0.0.1', () => {
      say(reply((server.address() as AddressInfo).port));
    });
  };
  const dial = (host: string, port: number): void => {
    open = (use) => {
      const data = connect({ host, port }, () => {
        use(data);
      });
      data.on('error', () => undefined);
    };
    say('200 Command okay.');
  };
  const answer = (line: string): void => {
    const [verb = '', argument = ''] = line.split(' ', 2);
    switch (verb.toUpperCase()) {
      case 'USER':
        say('331 Password required.');
        break;
      case 'PASS':
        say('230 Logged in.');
        break;
      case 'PASV':
        listen((port) => {
          const host = (control.localAddress ?? '127.0.0.1').replaceAll('.', ',');
          return `227 Entering Passive Mode (${host},${port >> 8},${port & 255}).`;
        });
        break;
      case 'EPSV':
        listen((port) => `229 Entering Extended Passive Mode (|||${port}|)`);
        break;
      case 'PORT': {
        const [a = '', b = '', c = '', d = '', high = '', low = ''] = argument.split(',');
        dial([a, b, c, d].join('.'), Number(high) * 256 + Number(low));
        break;
      }
      case 'EPRT': {
        const [, , host = '', port = ''] = argument.split(argument.slice(0, 1));
        dial(host, Number(port));
        break;
      }
      case 'LIST':
        say('150 Here it comes.');
        open?.((data) => {
          data.on('close', () => {
            say('226 Done.');
            leave();
          });
          sendListing(data);
        });
        break;
      case 'QUIT':
        say('221 Goodbye.');
        control.end();
        break;
      case 'TYPE':
        say('200 Type set.');
        break;
      case 'PWD':
        say('257 "/" is the current directory.');
        break;
      default:
        say('502 Command not implemented.');
    }
  };
  let buffered = '';
  control.setNoDelay(true);
  control.setEncoding('latin1');
  control.on('data', (text: string) => {
    buffered += text;
    for (let end = buffered.indexOf('\r\n'); end >= 0; end = buffered.indexOf('\r\n')) {
      answer(buffered.slice(0, end));
      buffered = buffered.slice(end + 2);
    }
  });
  control.on('close', leave);
  say('220 Farm.');
}

/** Starts both servers on all addresses of this machine's loopback network. */
export async function startFarm(): Promise<Farm> {
  const sockets = new Set<Socket>();
  const dataServers = new Set<Server>();
  const perAddress = new Map<string, number>();
  let most = 0;
  const healthy = createServer((socket) => {
    const address = socket.localAddress ?? '';
    const count = (perAddress.get(address) ?? 0) + 1;
    perAddress.set(address, count);
    most = Math.max(most, count);
    socket.on('close', () => perAddress.set(address, (perAddress.get(address) ?? 1) - 1));
    serve(socket, dataServers);
  });
  const silent = createServer((socket) => {
    // Heard but never answered.
    socket.resume();
  });
  for (const server of [healthy, silent]) {
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    });
    server.listen({ port: 0, host: '0.0.0.0', backlog: 4096 });
    await once(server, 'listening');
  }
  const portOf = (server: Server): number => (server.address() as AddressInfo).port;
  return {
    healthyPort: portOf(healthy),
    silentPort: portOf(silent),
    mostPerAddress: () => most,
    async close() {
      for (const socket of sockets) socket.destroy();
      const all = [healthy, silent, ...dataServers];
      await Promise.all(
        all.map(
          (server) =>
            new Promise<void>((resolve) => {
              server.close(() => {
                resolve();
              });
            }),
        ),
      );
    },
  };
}
