import { clientsThatHold, serverIdle } from '../knowledge/idle.js';
import { serverKeepAlive } from '../knowledge/keep-alive.js';
import type { Observations } from '../model/observations.js';

/** What a NOOP does to the idle timer of this server, or of those that are known. */
export function serverNoop({ control }: Observations): string {
  const known = serverIdle.find(({ product }) => product === control.server?.product);
  return known === undefined
    ? 'NOOP resets the idle timer of most servers, but not that of Pure-FTPd and FileZilla Server.'
    : `${known.noop} ${clientsThatHold(known)}`;
}

/** Settings that give clients so long a silence: of this server, or of all that are known. */
export function idleSettings({ control }: Observations, seconds: number): string {
  const known = serverIdle.find(({ product }) => product === control.server?.product);
  if (known !== undefined) return known.set(seconds);
  return serverIdle
    .slice(0, 4)
    .map(({ product, set }) => `# ${product}\n${set(seconds)}`)
    .join('\n');
}

/** What makes this server, or each that is known, send a TCP keepalive every so many seconds, for a remedy. */
export function keptByServer(
  { control }: Observations,
  every: number,
): { readonly text: string; readonly snippet?: string } {
  const own = serverKeepAlive.filter(({ product }) => product === control.server?.product);
  const known = own.length > 0 ? own : serverKeepAlive;
  const snippet = known.flatMap(({ set }) => (set === null ? [] : [set(every)])).join('\n');
  const wish = snippet === '' ? '' : `Have the server send TCP keepalives at least every ${every} s. `;
  return {
    text: `${wish}${known.map(({ says }) => says).join(' ')}`,
    ...(snippet === '' ? {} : { snippet }),
  };
}
