import { clientKeepAlive } from '../../src/knowledge/keep-alive.js';
import { build } from './build.js';
import { run } from './command.js';
import { startServer } from './servers/start.js';
import { outsideOf, type Wiring } from './wiring.js';

/** More than server, path and client hold in their buffers, and the pace that outlasts the router's memory. */
const LARGE = 24 << 20;
const PACE = '3M';

const wiring: Wiring = {
  clientRouter: { alg: true, uninvited: 'drop', forgets: { afterSeconds: 3, how: 'drop' } },
};

/** Whether curl hears the end of a slow download with the keepalive that reports advise, and only with it, in sentences. */
export async function curlErrors(): Promise<string[]> {
  const advised = /^curl (--keepalive-time \d+)/.exec(clientKeepAlive(1)[0] ?? '')?.[1];
  if (advised === undefined) return ['the report advises no option of curl'];
  const lab = await build(wiring);
  try {
    await startServer(lab, { product: 'vsftpd', large: LARGE });
    const url = `ftp://${outsideOf(wiring)}/logo.png`;
    const fetched = async (...options: readonly string[]): Promise<number | null> => {
      const argv = ['curl', '-q', '-sS', '--limit-rate', PACE, '--max-time', '16', '-o', '/dev/null', ...options, url];
      return (await run(lab.on('client', argv), { env: { PATH: process.env['PATH'] } })).code;
    };
    const [without, kept] = await Promise.all([fetched(), fetched(...advised.split(' '))]);
    return [
      ...(without === 0 ? ['curl heard the end without a keepalive, too'] : []),
      ...(kept === 0 ? [] : [`with ${advised} curl ended with ${String(kept)}`]),
    ];
  } finally {
    await lab.remove();
  }
}
