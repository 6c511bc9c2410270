import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '../command.js';
import { program } from '../places.js';
import type { Product } from './server.js';
import { LAB_ACCOUNT, passwordHash } from './server.js';

/** Pure-FTPd with one virtual account. */
export const pureFtpd: Product = {
  account: LAB_ACCOUNT,
  async prepare(server, { folder, files, port, passive, certificate }) {
    const accounts = join(folder, 'pure-ftpd.passwd');
    const database = join(folder, 'pure-ftpd.pdb');
    // Its own `useradd` would choose a hash that takes a second of work for each login.
    // The directory ends in `/./`: the session is confined to it. The twelve quotas and limits stay empty.
    const fields = [LAB_ACCOUNT.user, await passwordHash(), '65534', '65534', '', `${files}/./`];
    await writeFile(accounts, `${fields.join(':')}${':'.repeat(12)}\n`);
    await chmod(accounts, 0o600);
    await must([program('pure-pw'), 'mkdb', database, '-f', accounts]);
    return [
      program('pure-ftpd'),
      ...['--bind', String(port)],
      ...['--login', `puredb:${database}`],
      ...['--minuid', '1'],
      '--noanonymous',
      '--dontresolve',
      ...['--pidfile', `${folder}/pure-ftpd.pid`],
      ...['--certfile', certificate],
      ...(passive === null ? [] : ['--passiveportrange', `${passive.low}:${passive.high}`]),
      ...(server.advertise === undefined ? [] : ['--forcepassiveip', server.advertise]),
      ...(server.tls === undefined ? [] : ['--tls', server.tls.mode === 'required' ? '3' : '1']),
      ...(server.settings ?? []),
    ];
  },
};
