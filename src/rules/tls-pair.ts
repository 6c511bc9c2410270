import type { Attempt, Observations } from '../model/observations.js';
import { activeModes, listingsOf, passiveModes, peerSamples } from './facts.js';

/** One mode on the same server and port, with the control connection in clear and under TLS. */
export interface TlsPair {
  readonly clear: Attempt;
  readonly tls: Attempt;
}

/** What the comparison of clear and TLS brought, a pair for each mode compared. */
export function tlsPairs(o: Observations): readonly TlsPair[] {
  return o.attempts
    .filter(({ experiment }) => experiment === 'tls-comparison')
    .flatMap((other) => {
      const asked = listingsOf(o).find(({ mode }) => mode === other.mode);
      if (asked === undefined || asked.encrypted === other.encrypted) return [];
      return [asked.encrypted ? { clear: other, tls: asked } : { clear: asked, tls: other }];
    });
}

/** Whether passive ports open or stay closed by their number and not by TLS: some opened under it, or failed in clear. */
function portsDecide(o: Observations): boolean {
  return peerSamples(o).some(({ experiment, open }) => {
    const encrypted = (o.target.tls !== 'off') !== (experiment === 'tls-comparison');
    return open === encrypted;
  });
}

/**
 * Whether another mode of the same direction listed under TLS. The network cannot tell the two apart there, so what it
 * lets through for one it lets through for the other, and a device is not what stopped the first.
 */
function siblingLists(o: Observations, { mode }: Attempt): boolean {
  const group = [passiveModes, activeModes].find((modes) => modes.includes(mode)) ?? [];
  return o.attempts.some(
    (one) => one.encrypted && one.mode !== mode && group.includes(one.mode) && one.reached === 'completed',
  );
}

/** Pairs that list in clear and break under TLS on the way to the data connection, before TLS on it plays a part. */
export function blinded(o: Observations): readonly TlsPair[] {
  const byPort = portsDecide(o);
  return tlsPairs(o).filter(
    ({ clear, tls }) =>
      !(byPort && passiveModes.includes(tls.mode)) &&
      (namesOtherAddress({ clear, tls }) || !siblingLists(o, tls)) &&
      clear.reached === 'completed' &&
      (tls.reached === 'negotiated' || tls.reached === 'nothing') &&
      ['negotiate', 'connect', 'accept', 'list'].includes(tls.failure?.during ?? ''),
  );
}

/** Whether the server names another address under TLS than the one that arrived in clear. */
export function namesOtherAddress({ clear, tls }: TlsPair): boolean {
  return (
    tls.mode === 'PASV' &&
    tls.advertised !== null &&
    clear.advertised !== null &&
    tls.advertised.host !== clear.advertised.host
  );
}
