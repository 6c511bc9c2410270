import { whyNot } from '../cli/errno.js';
import { readSmall } from '../cli/read-small.js';
import { UsageError } from '../cli/usage-error.js';

/** Room for some hundred thousand targets. */
const mostBytes = 16 << 20;

async function standardInput(): Promise<Uint8Array> {
  if (process.stdin.isTTY) throw new UsageError('--targets - reads standard input; pipe the targets in');
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of process.stdin) {
    const bytes = Buffer.from(piece as Uint8Array);
    pieces.push(bytes);
    length += bytes.length;
    if (length > mostBytes) break;
  }
  return Buffer.concat(pieces);
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return file === '-' ? await standardInput() : readSmall(file, mostBytes + 1);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`--targets: ${file} ${whyNot(error)}; give a file with one target a line, or YAML`);
  }
}

/** The text of a targets file, or of standard input for `-`. Throws `UsageError` where it is no text of a sane size. */
export async function sourceText(file: string): Promise<string> {
  const bytes = await bytesOf(file);
  const name = file === '-' ? 'standard input' : file;
  if (bytes.length > mostBytes) throw new UsageError(`--targets: ${name} is larger than 16 MiB; is it the right file?`);
  if (bytes.includes(0)) {
    throw new UsageError(`--targets: ${name} holds NUL bytes; save it as UTF-8 text (UTF-16 is not read)`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`--targets: ${name} is not UTF-8 text; save it as UTF-8`);
  }
}
