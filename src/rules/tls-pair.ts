import type { Attempt, Observations } from '../model/observations.js';
import { listingsOf } from './facts.js';

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

/** Pairs that list in clear and break under TLS on the way to the data connection, before TLS on it plays a part. */
export function blinded(o: Observations): readonly TlsPair[] {
  return tlsPairs(o).filter(
    ({ clear, tls }) =>
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
