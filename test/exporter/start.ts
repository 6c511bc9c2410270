import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { startExporter, type Around, type Exporter } from '../../src/exporter/exporter.js';
import { simulate } from '../../src/lab/network.js';
import healthy from '../../src/lab/scenarios/healthy.js';

/** An exporter in front of the embedded lab, with the files it was started from. */
export interface Started {
  readonly exporter: Exporter;
  readonly folder: string;
  readonly log: readonly string[];
  readonly get: (path: string, init?: RequestInit) => Promise<Response>;
  readonly write: (name: string, text: string) => Promise<string>;
}

/** Starts one on a free port of loopback; it is stopped and its folder removed when the test ends. */
export async function startFor(
  t: TestContext,
  config: string,
  { web = null, allowAny = false, ...around }: Partial<Around> & { web?: string | null; allowAny?: boolean } = {},
): Promise<Started> {
  const folder = await mkdtemp(join(tmpdir(), 'ftpdoctor-exporter-'));
  const write = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const log: string[] = [];
  const exporter = await startExporter(
    {
      configFile: await write('exporter.yml', config),
      webConfigFile: web === null ? null : await write('web.yml', web),
      ...{ host: '127.0.0.1', port: 0, allowAny },
    },
    {
      env: {},
      network: () => simulate(healthy),
      now: () => performance.now(),
      log: (text) => log.push(text),
      ...around,
    },
  ).catch(async (error: unknown) => {
    await rm(folder, { recursive: true });
    throw error;
  });
  t.after(async () => {
    await exporter.stop(0);
    await rm(folder, { recursive: true });
  });
  return { exporter, folder, log, write, get: (path, init) => fetch(new URL(path, exporter.url), init) };
}

/** A configuration that permits the server of the embedded lab. */
export const labConfig = 'targets: [ftp.example.com]\n';
