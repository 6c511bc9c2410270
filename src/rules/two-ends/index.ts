import type { Observations } from '../../model/observations.js';
import type { Judgement, Settled } from '../../model/rule.js';
import { activeProofs } from './active.js';
import { isAlone, type Proof } from './facts.js';
import { lineProofs } from './lines.js';
import { misledIds, passiveProofs } from './passive.js';

/** What both ends together prove, by the id of the rule whose question it answers. */
export const proofs: Readonly<Record<string, Proof>> = { ...lineProofs, ...passiveProofs, ...activeProofs };

/** What is proven of the path to the reflector and follows for another target only as far as that is reached the same way. */
const ofThatPath: readonly string[] = [
  ...Object.keys(activeProofs),
  ...['alg-drops-commands', 'alg-drops-replies', 'ftp-proxy-in-path', 'alg-mangles-commands'],
  ...['intercepting-proxy', 'data-peer-rejected', 'client-egress-blocked', 'tls-blocked-in-path'],
];

/** One end may prove that there is such a fault and not at which side; both ends tell the side, not as a proof. */
const sidesToTell: readonly string[] = ['passive-range-closed'];

type Answer = Exclude<Judgement, { verdict: 'present' }> | Settled;

/**
 * The answer of a rule in the light of what both ends show. Proof goes before what one end makes of it; what one end has
 * seen for the same cause stands beside it.
 */
export function withProof(o: Observations, id: string, alone: Answer): Answer {
  const proof = o.reflection === null ? null : (proofs[id]?.(o.reflection, o) ?? null);
  if (proof === null) return alone;
  // Which of the wrong addresses it is, one end sees; that a box has put it there, both.
  if (misledIds.some((one) => one === id) && alone.verdict !== 'present') return alone;
  if (proof.verdict !== 'present') return proof;
  const elsewhere = o.reflection !== null && !isAlone(o.reflection, o) && ofThatPath.includes(id);
  const sure = elsewhere ? 'strong' : 'proven';
  const confidence = proof.confidence === 'weighed' || proof.confidence === 'proven' ? sure : proof.confidence;
  if (alone.verdict !== 'present') return { ...proof, confidence };
  const known = new Set(proof.for.map(({ text }) => text));
  const provenHere = alone.confidence === 'proven' && !(sidesToTell.includes(id) && alone.party !== proof.party);
  return {
    ...proof,
    confidence: provenHere ? 'proven' : confidence,
    // What this very target has shown needs no other path.
    notTested: provenHere ? [] : (proof.notTested ?? []),
    affects: [...new Set([...proof.affects, ...alone.affects])],
    for: [...proof.for, ...alone.for.filter(({ text }) => !known.has(text))],
    against: alone.against ?? [],
  };
}
