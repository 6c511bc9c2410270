import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Lab } from '../build.js';
import { labFile, python } from '../places.js';
import { startDaemon } from './daemon.js';
import { layOut } from './lay-out.js';
import { proftpd } from './proftpd.js';
import { pureFtpd } from './pure-ftpd.js';
import { pyftpdlib } from './pyftpdlib.js';
import type { FtpServer, OtherServer, Product } from './server.js';
import { vsftpd } from './vsftpd.js';

/** The four real servers. */
export const products: Readonly<Record<FtpServer['product'], Product>> = {
  vsftpd,
  proftpd,
  'pure-ftpd': pureFtpd,
  pyftpdlib,
};

/** A script of this folder in its compiled form. */
function script(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** The command line and port of a scenario's server; `null` when nobody is to listen. */
async function commandOf(
  lab: Lab,
  server: FtpServer | OtherServer,
): Promise<{ argv: readonly string[]; port: number } | null> {
  switch (server.product) {
    case 'none':
      return null;
    case 'greeter':
      return { argv: [process.execPath, script('./greeter.js'), '21', server.text ?? ''], port: 21 };
    case 'http':
      return { argv: [python, '-m', 'http.server', '--directory', lab.folder, '21'], port: 21 };
    case 'vsftpd':
    case 'proftpd':
    case 'pure-ftpd':
    case 'pyftpdlib': {
      const place = await layOut(lab, server);
      return { argv: await products[server.product].prepare(server, place), port: place.port };
    }
  }
}

/** Starts a scenario's server on its machine, and answers when it listens. */
export async function startServer(lab: Lab, server: FtpServer | OtherServer): Promise<void> {
  const command = await commandOf(lab, server);
  if (command !== null) await startDaemon(lab, 'server', { name: server.product, ...command });
}

/** Starts what the client's resolver talks to, where the wiring has one. */
export async function startNameServer(lab: Lab): Promise<void> {
  if (lab.wiring.clientResolver === undefined) return;
  const argv = [python, labFile('servers', 'name-server.py')];
  await startDaemon(lab, 'client', { name: 'name-server', argv, port: 53, protocol: 'udp' });
}

/** Starts a program on the core that takes every connection to a port and never says a word. */
export async function startGateway(lab: Lab, port: number): Promise<void> {
  await startDaemon(lab, 'core', {
    name: 'gateway',
    argv: [process.execPath, script('./greeter.js'), String(port), ''],
    port,
  });
}

/** Occupies one place at the server from elsewhere on the core, and answers when the server has greeted. */
export async function occupy(lab: Lab, host: string): Promise<void> {
  const [file = '', ...args] = lab.on('core', [process.execPath, script('./holder.js'), host, '21']);
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error('the server greeted nobody'));
    });
    child.stdout.once('data', () => {
      resolve();
    });
  });
}
