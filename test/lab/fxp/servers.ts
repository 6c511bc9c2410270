import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from '../build.js';
import { ALLOWING, REFUSING } from '../scenarios/third-parties.js';
import type { FtpServer } from '../servers/server.js';
import { products, startServer } from '../servers/start.js';
import { PUBLIC_SERVER } from '../wiring.js';

/** The address of the core, on which half of the servers stand. */
const CORE = '203.0.113.254';
/** The file that lftp sends. */
export const SAMPLE = 'sample.txt';

type Name = FtpServer['product'];

/** One server of the matrix: a product that serves third parties, or one that refuses to. */
export interface Party {
  readonly name: string;
  readonly product: Name;
  readonly allows: boolean;
  /** Its directory for uploads, without a password. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

const WRITABLE: Readonly<Record<Name, readonly string[]>> = {
  vsftpd: ['write_enable=YES', 'anon_upload_enable=YES', 'anon_other_write_enable=YES', 'anon_umask=022'],
  proftpd: [],
  'pure-ftpd': [],
  pyftpdlib: ['permissions="elradfmw"'],
};

const names: readonly Name[] = ['vsftpd', 'proftpd', 'pure-ftpd', 'pyftpdlib'];
/** Those that stand on the core and not on the server's machine. */
const elsewhere: readonly Name[] = ['proftpd', 'pyftpdlib'];

/** Starts each product twice, with and without the setting that lets it serve third parties. */
export async function startParties(lab: Lab): Promise<readonly Party[]> {
  const plans = names.flatMap((product) => [true, false].map((allows) => ({ product, allows })));
  return Promise.all(
    plans.map(async ({ product, allows }, at) => {
      const name = `${product}-${allows ? 'allows' : 'refuses'}`;
      const folder = join(lab.folder, name);
      await mkdir(folder);
      await chmod(folder, 0o755);
      const machine = elsewhere.includes(product) ? 'core' : 'server';
      const part: Lab = { ...lab, folder, on: (role, argv) => lab.on(role === 'server' ? machine : role, argv) };
      const port = 2101 + at;
      const passive = { low: 50_000 + 100 * at, high: 50_039 + 100 * at };
      const settings = [...WRITABLE[product], ...(allows ? ALLOWING : REFUSING)[product]];
      await startServer(part, { product, port, passive, settings });
      const incoming = join(folder, 'files', 'incoming');
      await mkdir(incoming);
      await writeFile(join(incoming, SAMPLE), 'sample\n');
      await chmod(incoming, 0o777);
      const { user, password } = products[product].account;
      const host = machine === 'core' ? CORE : PUBLIC_SERVER;
      const login = user === 'anonymous' ? '' : `${user}@`;
      return { name, product, allows, user, password, url: `ftp://${login}${host}:${port}/incoming/` };
    }),
  );
}
