import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { labFile, python } from '../places.js';
import type { Product } from './server.js';
import { LAB_ACCOUNT } from './server.js';

/** pyftpdlib in a script of ours, which can also say what no server of good standing says. */
export const pyftpdlib: Product = {
  account: LAB_ACCOUNT,
  async prepare(server, { folder, files, port, passive, certificate }) {
    const configuration = join(folder, 'pyftpdlib.json');
    const given = (server.settings ?? []).map((line): [string, unknown] => {
      const [key, ...value] = line.split('=');
      return [key ?? '', JSON.parse(value.join('='))];
    });
    const settings = {
      ...{ ...LAB_ACCOUNT, files, port, certificate },
      passive: passive && [passive.low, passive.high],
      advertise: server.advertise ?? null,
      tls: server.tls?.mode ?? null,
      ...Object.fromEntries(given),
    };
    await writeFile(configuration, JSON.stringify(settings));
    return [python, labFile('servers', 'pyftpdlib-server.py'), configuration];
  },
};
