import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { assertionsOf, probeOptionsOf } from '../../src/cli/check-options.js';
import { checkAll } from '../../src/fleet/check-all.js';
import { createNames } from '../../src/fleet/names.js';
import { tcpNetwork } from '../../src/network/tcp.js';
import { startFarm } from './farm.js';

/** What a sweep cost. */
export interface Cost {
  readonly seconds: number;
  /** Of these, those in which it or its servers could have run, but others had the processors. */
  readonly waited: number;
  /** The most memory that its process ever had. */
  readonly megabytes: number;
  /** Results by verdict. */
  readonly verdicts: Readonly<Record<string, number>>;
  /** Descriptors open when it began, and when it had ended. */
  readonly descriptors: readonly [number, number];
}

const here = fileURLToPath(import.meta.url);

/** Seconds for which the main thread of a process was ready to run and had no processor; 0 where Linux does not tell. */
function waitedBy(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid ?? 'self'}/schedstat`, 'utf8').split(' ')[1]) / 1e9;
  } catch {
    return 0;
  }
}

/** `count` addresses of loopback networks, taken from each in turn. */
function addresses(networks: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const number = Math.floor(at / networks.length) + 1;
    return `${networks[at % networks.length] ?? ''}.${number >> 8}.${number & 255}`;
  });
}

async function sweep(networks: readonly string[]): Promise<Cost> {
  // The servers are a process of their own, so that neither their memory nor their descriptors count.
  const farm = fork(here, ['farm']);
  const [port] = (await once(farm, 'message')) as [number];
  const options = probeOptionsOf({});
  const items = addresses(networks, 1000).map((host) => ({
    place: host,
    target: { host, port, tls: 'off' as const, user: 'anonymous', password: 'x@', path: '' },
    options,
    assertions: assertionsOf({}),
    deadlineMs: 120_000,
  }));
  const open = (): number => readdirSync('/proc/self/fd').length;
  const verdicts: Record<string, number> = {};
  const before = open();
  const waiting = (): number => waitedBy(process.pid) + waitedBy(farm.pid);
  const waitedBefore = waiting();
  const began = performance.now();
  await checkAll(items, {
    crowd: { concurrency: 200, perServer: 1 },
    signal: new AbortController().signal,
    network: (signal) => tcpNetwork({ signal }),
    names: createNames(),
    begun: () => undefined,
    ended(_item, report) {
      const verdict = 'fault' in report ? String(report.fault) : report.verdict;
      verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
      return Promise.resolve();
    },
  });
  const seconds = (performance.now() - began) / 1000;
  const waited = waiting() - waitedBefore;
  // Sockets are closed once the far end has let go of them, too.
  const end = performance.now() + 5000;
  while (open() > before && performance.now() < end) await new Promise(setImmediate);
  const descriptors = [before, open()] as const;
  farm.kill();
  return { seconds, waited, megabytes: process.resourceUsage().maxRSS / 1024, verdicts, descriptors };
}

if (process.argv[1] === here) {
  const [, , what = '', ...networks] = process.argv;
  if (what === 'farm') {
    const { healthyPort } = await startFarm();
    process.send?.(healthyPort);
  } else {
    process.stdout.write(`${JSON.stringify(await sweep([what, ...networks]))}\n`);
    process.exit();
  }
}
