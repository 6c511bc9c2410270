import {
  accessSync,
  closeSync,
  constants,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { whyNot } from './errno.js';
import { UsageError } from './usage-error.js';

function lookAt(file: string): Stats | undefined {
  return statSync(file, { throwIfNoEntry: false });
}

/** The file itself where the name is a link, so that a rename replaces the file and not the link. */
function behindLinks(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

function freshName(file: string): string {
  return join(dirname(file), `.ftpdoctor-${globalThis.crypto.randomUUID()}.tmp`);
}

/** Devices and pipes are written to; to rename something over `/dev/null` would take it away from everybody. */
function isSpecial(found: Stats | undefined): boolean {
  return found !== undefined && !found.isFile();
}

/** Finds out before the network is touched whether a file can be written. Throws `UsageError` where it cannot. */
export function assertWritable(option: string, file: string): void {
  try {
    const found = lookAt(file);
    if (found?.isDirectory() === true) throw new UsageError(`--${option}: ${file} is a directory; name a file`);
    if (found !== undefined) accessSync(file, constants.W_OK);
    if (isSpecial(found)) return;
    const fresh = freshName(behindLinks(file));
    closeSync(openSync(fresh, 'wx'));
    rmSync(fresh);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const folder = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new UsageError(
      folder
        ? `--${option}: ${file}: there is no folder ${dirname(file)}; make it, or name a file in another one`
        : `--${option}: ${file} ${whyNot(error)}; name a file that can be written`,
    );
  }
}

/** Writes a file as a whole or not at all: a reader never meets half of it. Throws what the system says. */
export function writeWhole(file: string, text: string): void {
  const found = lookAt(file);
  if (isSpecial(found)) {
    writeFileSync(file, text);
    return;
  }
  const real = behindLinks(file);
  const fresh = freshName(real);
  try {
    writeFileSync(fresh, text, { flag: 'wx', mode: (found?.mode ?? 0o666) & 0o777 });
    renameSync(fresh, real);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}
