import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout: sources and scripts are found from here, whatever folder the compiled files lie in. */
export const projectRoot = fileURLToPath(new URL('../../../', import.meta.url));

/** Where `install-servers.sh` unpacks the FTP servers. */
export const serverFolder =
  process.env['FTPDOCTOR_LAB_SERVERS'] ?? join(projectRoot, 'node_modules/.cache/ftpdoctor-lab');

/** The system's own Python: it, not another one earlier on the PATH, has the distribution's `pyftpdlib`. */
export const python = '/usr/bin/python3';

/** A file of `test/lab` that is not compiled. */
export function labFile(...path: string[]): string {
  return join(projectRoot, 'test/lab', ...path);
}

/** The full path of a program, the unpacked servers first; `null` when there is none. */
export function findProgram(name: string): string | null {
  const folders = [
    join(serverFolder, 'usr/sbin'),
    join(serverFolder, 'usr/bin'),
    ...(process.env['PATH'] ?? '').split(':'),
    '/usr/sbin',
    '/sbin',
  ];
  for (const folder of folders) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** The same for a program that `labMissing` has found already. */
export function program(name: string): string {
  const path = findProgram(name);
  if (path === null) throw new Error(`${name} is not installed: run test/lab/install-servers.sh`);
  return path;
}
