import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from '../build.js';
import { must } from '../command.js';
import type { FtpServer, Place } from './server.js';
import { PASSIVE_PORTS } from './server.js';

async function certificate(folder: string): Promise<string> {
  const path = join(folder, 'server.pem');
  const key = join(folder, 'server.key');
  const what = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=lab -days 2'.split(' ');
  await must(['openssl', 'req', '-x509', ...what, '-keyout', key, '-out', path]);
  await writeFile(path, await readFile(key), { flag: 'a' });
  return path;
}

/** Lays out what a server serves and needs beside its configuration. */
export async function layOut(lab: Lab, server: FtpServer): Promise<Place> {
  const { folder } = lab;
  const files = join(folder, 'files');
  await mkdir(files);
  await mkdir(join(folder, 'chroot'));
  if (server.empty !== true) {
    for (const name of ['readme.txt', 'report.csv', 'logo.png']) await writeFile(join(files, name), `${name}\n`);
  }
  // vsftpd refuses an anonymous root that the account could write to.
  await chmod(files, 0o555);
  const { port = 21, passive = PASSIVE_PORTS } = server;
  return { folder, files, port, passive, certificate: await certificate(folder) };
}
