import type { Observations } from '../../model/observations.js';
import type { Evidence } from '../../model/rule.js';
import type { FarRest } from '../../model/two-ends.js';
import { formatEndpoint } from '../../protocol/address.js';
import { evidence } from '../rule.js';

/** Which direction of a connection that rested has died, in words. */
function direction({ arrived, answered, ended }: FarRest): string {
  if (!arrived) {
    return `the question never arrived there, where the session ${ended === null || ended === 'timed-out' ? 'still stood' : `ended (${ended})`}: the way to it is cut`;
  }
  return answered
    ? 'the question arrived there and was answered, and the answer was lost: the way back is cut'
    : 'the question arrived there and was not answered';
}

/** What both ends show of control connections that rested: which of them died, and which way. */
export function restEvidence({ reflection }: Observations): Evidence[] {
  if (reflection === null) return [];
  return reflection.rests.map((rest) => {
    const how = rest.kept === 'nothing' ? 'without traffic' : 'with NOOP commands';
    const at = `To the reflector ${formatEndpoint(reflection)}, after ${(rest.restedMs / 1000).toFixed(1)} s ${how}: `;
    const dead = rest.outcome !== 'alive' && rest.outcome !== 'told';
    return evidence(
      `${at}${dead ? direction(rest) : rest.outcome === 'told' ? 'ended by the reflector' : 'answered'}.`,
      rest.events,
    );
  });
}

/**
 * Whether the far end, which would have answered, never got the question that a rested connection brought: then the path
 * has forgotten it, and no server ended it.
 */
export function farStood({ reflection, target }: Observations): boolean {
  if (reflection === null || target.host !== reflection.host || target.port !== reflection.port) return false;
  return reflection.rests.some(
    ({ kept, outcome, arrived, answered, ended }) =>
      kept === 'nothing' &&
      (outcome === 'silent' || outcome === 'reset') &&
      (ended === null || arrived) &&
      (!arrived || answered),
  );
}
