import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from '../build.js';
import { ALLOWING, REFUSING } from '../scenarios/third-parties.js';
import type { FtpServer } from '../servers/server.js';
import { products, startServer } from '../servers/start.js';
import { PUBLIC_SERVER } from '../wiring.js';

/** The address of the core, on which half of the servers stand. */
export const CORE = '203.0.113.254';
/** The file that lftp sends. */
export const SAMPLE = 'sample.txt';

/** A file that is sent slowly. */
export const LARGE = 'large.bin';
export const SLOW_BYTES = 3_000_000;

type Name = FtpServer['product'];

/** One server of the matrix: a product that serves third parties, or one that refuses to. */
export interface Party {
  readonly name: string;
  readonly product: Name;
  readonly allows: boolean;
  readonly settings: readonly string[];
  readonly machine: 'core' | 'server';
  readonly port: number;
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

function party(name: string, product: Name, allows: boolean, settings: readonly string[], port: number): Party {
  const { user, password } = products[product].account;
  const machine = elsewhere.includes(product) ? 'core' : 'server';
  const login = user === 'anonymous' ? '' : `${user}@`;
  const url = `ftp://${login}${machine === 'core' ? CORE : PUBLIC_SERVER}:${port}/incoming/`;
  return { name, product, allows, settings, machine, port, url, user, password };
}

/** Each product twice, with and without the setting that lets it serve third parties. */
export const parties: readonly Party[] = names.flatMap((product, at) => [
  party(`${product}-allows`, product, true, ALLOWING[product], 2101 + 2 * at),
  party(`${product}-refuses`, product, false, REFUSING[product], 2102 + 2 * at),
]);

/** vsftpd that may call third parties, but only from a port that it may then not use. */
export const onPort20: Party = party('vsftpd-port-20', 'vsftpd', true, ['port_promiscuous=YES'], 2120);

/** vsftpd that sends so slowly that its file takes longer than a short wait. */
export const slow: Party = party(
  'vsftpd-slow',
  'vsftpd',
  true,
  [...ALLOWING.vsftpd, `anon_max_rate=${SLOW_BYTES / 6}`],
  2121,
);

/** Starts them all, each on a port and in a folder of its own. */
export async function startParties(lab: Lab): Promise<void> {
  await Promise.all(
    [...parties, onPort20, slow].map(async ({ name, product, settings, machine, port }, at) => {
      const folder = join(lab.folder, name);
      await mkdir(folder);
      await chmod(folder, 0o755);
      const part: Lab = { ...lab, folder, on: (role, argv) => lab.on(role === 'server' ? machine : role, argv) };
      const passive = { low: 50_000 + 100 * at, high: 50_039 + 100 * at };
      await startServer(part, { product, port, passive, settings: [...WRITABLE[product], ...settings] });
      const incoming = join(folder, 'files', 'incoming');
      await mkdir(incoming);
      await writeFile(join(incoming, SAMPLE), 'sample\n');
      await writeFile(join(incoming, LARGE), Buffer.alloc(SLOW_BYTES));
      await chmod(incoming, 0o777);
    }),
  );
}
