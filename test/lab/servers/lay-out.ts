import { chmod, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from '../build.js';
import { must } from '../command.js';
import { PUBLIC_SERVER, SERVER_WAN } from '../wiring.js';
import type { Certificate, FtpServer, Place } from './server.js';
import { LAB_ROOT, PASSIVE_PORTS } from './server.js';

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** A certificate with its key in one file, issued by a root of the lab's own, whose file is `LAB_ROOT`. */
async function certificate(folder: string, kind: Certificate): Promise<string> {
  const root = { certificate: join(folder, LAB_ROOT), key: join(folder, 'root.key') };
  const server = { certificate: join(folder, 'server.pem'), key: join(folder, 'server.key') };
  const request = join(folder, 'server.csr');
  const names =
    kind === 'wrong-name' ? 'DNS:elsewhere.example' : [PUBLIC_SERVER, SERVER_WAN].map((host) => `IP:${host}`).join(',');
  const asked = ['-subj', '/CN=lab', '-addext', `subjectAltName=${names}`];
  await must(['openssl', 'req', '-new', ...newKey, ...asked, '-keyout', server.key, '-out', request]);
  const made = ['-subj', '/CN=Lab Root', '-days', '2', '-keyout', root.key, '-out', root.certificate];
  await must(['openssl', 'req', '-x509', ...newKey, ...made]);
  const issuer =
    kind === 'self-signed' ? ['-key', server.key] : ['-CA', root.certificate, '-CAkey', root.key, '-CAcreateserial'];
  const term = ['-days', kind === 'expired' ? '-1' : '2', '-copy_extensions', 'copy'];
  await must(['openssl', 'x509', '-req', '-in', request, ...issuer, ...term, '-out', server.certificate]);
  await writeFile(server.certificate, await readFile(server.key), { flag: 'a' });
  return server.certificate;
}

/** Lays out what a server serves and needs beside its configuration. */
export async function layOut(lab: Lab, server: FtpServer): Promise<Place> {
  const { folder } = lab;
  const files = join(folder, 'files');
  await mkdir(files);
  await mkdir(join(folder, 'chroot'));
  const usual = ['readme.txt', 'report.csv', 'logo.png'];
  const more = Array.from({ length: server.moreFiles ?? 0 }, (_, at) => `report-${2000 + at}.csv`);
  if (server.empty !== true) {
    for (const name of [...usual, ...more]) await writeFile(join(files, name), `${name}\n`);
  }
  if (server.large !== undefined) await truncate(join(files, 'logo.png'), server.large);
  // vsftpd refuses an anonymous root that the account could write to.
  await chmod(files, 0o555);
  const { port = 21, passive = PASSIVE_PORTS } = server;
  return { folder, files, port, passive, certificate: await certificate(folder, server.tls?.certificate ?? 'good') };
}
