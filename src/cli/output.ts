import { randomBytes } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { formats } from '../formats/index.js';
import { renderAll, type Format } from '../formats/format.js';
import type { Report } from '../model/report.js';
import { styleFor, type StyleFlags } from './colour.js';
import { UsageError } from './usage-error.js';

/** One text to produce: in which format, and into which file; `null` for standard output. */
export interface Output {
  readonly format: Format;
  readonly file: string | null;
}

/** Pairs `--format` with `--output` in order; a format without a file goes to standard output. */
export function outputsOf(ids: readonly string[], files: readonly string[]): Output[] {
  const chosen = ids.length === 0 ? ['pretty'] : ids;
  if (files.length > chosen.length) {
    throw new UsageError(
      `--output "${files[chosen.length] ?? ''}" has no --format of its own; give one --format for each --output`,
    );
  }
  return chosen.map((id, index) => {
    const format = formats.find((one) => one.id === id.toLowerCase());
    if (format === undefined) {
      throw new UsageError(`--format "${id}" is unknown; choose from ${formats.map((one) => one.id).join(', ')}`);
    }
    const file = files[index];
    return { format, file: file === undefined || file === '-' ? null : file };
  });
}

function reason(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** Finds out before the network is touched whether a file can be written. */
export function assertWritable(option: string, file: string): void {
  try {
    if (statSync(file).isDirectory()) throw new UsageError(`--${option}: ${file} is a directory; name a file`);
  } catch (error) {
    if (error instanceof UsageError) throw error;
  }
  const probe = join(dirname(file), `.${basename(file)}.${randomBytes(4).toString('hex')}`);
  try {
    closeSync(openSync(probe, 'wx'));
    rmSync(probe);
  } catch (error) {
    throw new UsageError(
      `--${option}: ${file} cannot be written (${reason(error)}); name a file in a folder you may write to`,
    );
  }
}

/** Writes a file as a whole or not at all. */
export function writeWhole(file: string, text: string): void {
  const fresh = join(dirname(file), `.${basename(file)}.${randomBytes(4).toString('hex')}`);
  try {
    writeFileSync(fresh, text);
    renameSync(fresh, file);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}

/** Writes to standard output and waits until it is out, so that a pipe loses nothing when the process ends. */
export function writeOut(text: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(text, () => {
      resolve();
    });
  });
}

/** Writes every output. A file that cannot be written sends its text to standard output instead, and says so. */
export async function writeOutputs(
  outputs: readonly Output[],
  reports: readonly Report[],
  flags: StyleFlags,
  warn: (text: string) => void,
): Promise<boolean> {
  let complete = true;
  for (const { format, file } of outputs) {
    const stream = {
      isTTY: file === null && process.stdout.isTTY,
      columns: file === null ? process.stdout.columns : undefined,
    };
    const text = renderAll(format, reports, styleFor(flags, process.env, stream, process.platform));
    try {
      if (file === null) await writeOut(text);
      else writeWhole(file, text);
    } catch (error) {
      complete = false;
      warn(`--output: ${file ?? ''} could not be written (${reason(error)}); its text follows on standard output`);
      await writeOut(text);
    }
  }
  return complete;
}
