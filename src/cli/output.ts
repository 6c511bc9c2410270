import { whyNot } from './errno.js';
import { UsageError } from './usage-error.js';

function isBrokenPipe(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}

/**
 * Writes to standard output and waits until it is out, so that a pipe loses nothing when the process ends. A reader
 * that has seen enough (head, less) is no fault; throws `UsageError` where the text could not be written otherwise.
 */
export function writeOut(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error == null || isBrokenPipe(error)) resolve();
      else reject(new UsageError(`standard output ${whyNot(error)}; the result is lost, send it somewhere else`));
    });
  });
}
