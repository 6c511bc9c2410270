import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { loggedIn, type Talk } from '../../test/reflector/start.js';
import { startHostile } from '../hostile-clients.js';
import { ours } from '../programs.js';
import type { Row } from '../row.js';

const honest = 400;
const slow = 50;
const noisy = 50;
const dataRange = '14000-14999';

/** The largest resident size of a process so far. */
function peakMegabytes(pid: number): number {
  return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** Lists passively. Throws unless it gets the listing of a reflector. */
async function list(one: Talk, from: string): Promise<void> {
  const port = Number(/\|\|\|(\d+)\|/.exec(await one.ask('EPSV'))?.[1]);
  const data = connect({ host: '127.0.0.1', port, localAddress: from });
  let text = '';
  data.on('data', (piece: Buffer) => (text += String(piece)));
  const over = once(data, 'close');
  const started = await one.ask('LIST');
  await over;
  const ended = await one.reply();
  if (!started.startsWith('150') || !ended.startsWith('226') || !text.includes('README'))
    throw new Error(`a listing failed: ${started}; ${ended}`);
}

/** Many sessions at once, some of them there to be in the way. */
const reflector: Row = {
  id: 'reflector',
  job: `\`reflector\` with ${honest + slow + noisy} sessions at once, ${slow} of them slow-loris, ${noisy} garbage`,
  against: 'itself',
  missing: () => (process.platform === 'linux' ? '' : 'it reads /proc'),
  async run() {
    const [file = '', ...argv] = ours('reflector', '--quiet', '--listen', '127.0.0.1:0', '--data-range', dataRange);
    const server = spawn(file, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
    const leave: (() => void)[] = [];
    const cleanup = { after: (action: () => void): number => leave.push(action) };
    try {
      const log = createInterface({ input: server.stderr });
      const [line] = (await once(log, 'line')) as [string];
      log.resume();
      const port = Number((JSON.parse(line) as { doors: string }).doors);
      const pid = server.pid ?? 0;
      const alone = peakMegabytes(pid);
      const hostile = startHostile(port, slow, noisy);
      cleanup.after(() => {
        hostile.stop();
      });
      const from = (at: number): string => `127.9.${at >> 3}.1`;
      const sessions = await Promise.all(Array.from({ length: honest }, (_, at) => loggedIn(cleanup, port, from(at))));
      const started = performance.now();
      const listings = Promise.all(sessions.map((one, at) => list(one, from(at))));
      await list(await loggedIn(cleanup, port, from(honest)), from(honest));
      const newcomerS = (performance.now() - started) / 1000;
      await listings;
      const allS = (performance.now() - started) / 1000;
      const peak = peakMegabytes(pid);
      return {
        goals: [
          { what: 'memory', unit: 'MB', atMost: 200, values: [peak] },
          { what: 'a new session, to the end of its listing', unit: 's', atMost: 5, values: [newcomerS] },
        ],
        figures: [
          { what: 'memory before the first session', unit: 'MB', values: [alone] },
          { what: `all ${honest} honest sessions list at the same time`, unit: 's', values: [allS] },
        ],
        notes: [`${hostile.returns()} times a garbage client was turned out and came again`],
      };
    } finally {
      for (const action of leave) action();
      server.kill();
    }
  },
};

export default reflector;
