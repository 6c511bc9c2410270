import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Lab } from '../../lab/build.js';
import { must, run, type Output } from '../../lab/command.js';
import type { FtpServer, OtherServer } from '../../lab/servers/server.js';
import { startServer } from '../../lab/servers/start.js';
import type { Role, Wiring } from '../../lab/wiring.js';

/** What was captured at both ends while a client ran. */
export interface Recording {
  readonly client: string;
  readonly server: string;
  readonly output: Output;
}

/** A datagram that nobody answers; once it is in a capture, all that came before it is too. */
const marker = 'this is the last packet';

interface Capture {
  readonly file: string;
  /** Ends it once the marker, which this sends, is in the file. */
  finish(): Promise<void>;
}

async function holds(file: string): Promise<boolean> {
  return (await readFile(file)).includes(marker);
}

async function start(lab: Lab, role: Role, device: string, name: string): Promise<Capture> {
  const file = join(lab.folder, name);
  // In immediate mode the buffer has a place of the whole snap length for each packet: few places, and some are lost.
  const room = ['-s', '65535', '-B', '16384'];
  const argv = lab.on(role, ['tcpdump', '-i', device, '-U', '--immediate-mode', ...room, '-Z', 'root', '-w', file]);
  const [program = '', ...args] = argv;
  const process: ChildProcess = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(process, 'exit');
  await new Promise<void>((resolve, reject) => {
    let said = '';
    process.stderr?.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('listening on')) resolve();
    });
    void ended.then(() => {
      reject(new Error(`tcpdump ended: ${said}`));
    });
  });
  return {
    file,
    async finish() {
      const written = new AbortController();
      const changes = watch(file, { signal: written.signal });
      const seen = new Promise<void>((resolve, reject) => {
        const look = (): void => {
          void holds(file).then((there) => {
            if (there) resolve();
          }, reject);
        };
        changes.on('change', look);
        look();
      });
      // To all hosts of the link: no neighbour has to be asked for its hardware address first, whose answer could be lost.
      await must(lab.on(role, ['bash', '-c', `echo ${marker} > /dev/udp/224.0.0.1/9`]));
      await seen;
      written.abort();
      process.kill('SIGINT');
      await ended;
    },
  };
}

/** Builds a network and captures on all devices of a router while the client runs, which shows most packets twice. */
export async function recordOnRouter<T>(
  setting: { readonly wiring: Wiring; readonly server: FtpServer | OtherServer; readonly router: Role },
  client: (lab: Lab) => readonly string[],
  use: (file: string) => Promise<T>,
): Promise<T> {
  const lab = await build(setting.wiring);
  try {
    await startServer(lab, setting.server);
    const capture = await start(lab, setting.router, 'any', 'router.pcap');
    await run(lab.on('client', client(lab)), { env: { PATH: process.env['PATH'], HOME: lab.folder } });
    await capture.finish();
    return await use(capture.file);
  } finally {
    await lab.remove();
  }
}

/** Builds a network, captures at both ends while the client runs, and hands the captures over before all is removed. */
export async function recordSession<T>(
  setting: { readonly wiring: Wiring; readonly server: FtpServer | OtherServer; readonly device?: string },
  client: (lab: Lab) => readonly string[],
  use: (recording: Recording, lab: Lab) => Promise<T>,
): Promise<T> {
  const lab = await build(setting.wiring);
  try {
    await startServer(lab, setting.server);
    const device = setting.device ?? 'eth0';
    const near = await start(lab, 'client', device, 'client.pcap');
    const far = await start(lab, 'server', device, 'server.pcap');
    const output = await run(lab.on('client', client(lab)), { env: { PATH: process.env['PATH'], HOME: lab.folder } });
    await near.finish();
    await far.finish();
    return await use({ client: near.file, server: far.file, output }, lab);
  } finally {
    await lab.remove();
  }
}
