import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Many healthy servers, each with an address of its own, in another process. */
export interface Fleet {
  /** A file with this many targets, one a line. */
  targets(count: number): Promise<string>;
  /** The same for `curl --config`. */
  curlConfig(count: number): Promise<string>;
}

/** Has the servers stand while something is done with them. */
export async function withFleet<T>(use: (fleet: Fleet) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'ftpdoctor-bench-'));
  const server = spawn(process.execPath, [fileURLToPath(new URL('./farm-server.js', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [port] = (await once(server.stdout.setEncoding('utf8'), 'data')) as [string];
    const write = async (name: string, count: number, line: (host: string) => string): Promise<string> => {
      const file = join(folder, name);
      const host = (at: number): string => `127.7.${Math.floor(at / 250)}.${1 + (at % 250)}:${port.trim()}`;
      await writeFile(file, Array.from({ length: count }, (_, at) => line(host(at))).join(''));
      return file;
    };
    return await use({
      targets: (count) => write(`targets-${count}`, count, (host) => `${host}\n`),
      curlConfig: (count) => write(`curl-${count}`, count, (host) => `url = "ftp://${host}/"\noutput = "/dev/null"\n`),
    });
  } finally {
    server.kill();
    await rm(folder, { recursive: true, force: true });
  }
}
