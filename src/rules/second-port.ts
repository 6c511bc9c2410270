import type { Attempt, Observations } from '../model/observations.js';
import { listingsOf, setupMeaning } from './facts.js';

/** The same mode over two control ports of one server. */
export interface PortPair {
  readonly on21: Attempt;
  readonly elsewhere: Attempt;
}

const active = (attempt: Attempt): boolean => attempt.mode === 'PORT' || attempt.mode === 'EPRT';

/** The listings over the second control port (`--alt-port`). */
export function overSecondPort(o: Observations): readonly Attempt[] {
  return o.attempts.filter(({ experiment }) => experiment === 'alternate-port');
}

/** Active listings tried over port 21 and over another control port. */
export function portPairs(o: Observations): readonly PortPair[] {
  return overSecondPort(o)
    .filter(active)
    .flatMap((second) => {
      const first = listingsOf(o).find(({ mode }) => mode === second.mode);
      if (first === undefined) return [];
      const [on21, elsewhere] = first.controlPort === 21 ? [first, second] : [second, first];
      return on21.controlPort === 21 && elsewhere.controlPort !== 21 ? [{ on21, elsewhere }] : [];
    });
}

/** Whether the address in PORT was refused, or taken up and never called: what an ALG would have prevented. */
export function wantsAlg(attempt: Attempt): boolean {
  if (attempt.reached === 'completed' || attempt.caller !== null) return false;
  const refused = setupMeaning(attempt)?.meaning === 'foreign-address';
  const accepted = (attempt.setup?.reply?.code ?? 999) < 300;
  return refused || accepted;
}

/** Active mode works over port 21 and fails elsewhere in a way that a missing ALG explains. */
export function boundTo21(o: Observations): readonly PortPair[] {
  return portPairs(o).filter(({ on21, elsewhere }) => on21.reached === 'completed' && wantsAlg(elsewhere));
}
