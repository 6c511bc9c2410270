import * as passive from '../signs/passive.js';
import { proof, row, type Slot } from '../slot.js';

/** What becomes of the SYN from client to server that passive mode needs. */
export const passiveFilter: Slot = {
  id: 'passive filter',
  question: 'Does a connection from this client to a passive port of the server get through?',
  hypotheses: [
    {
      cause: 'passive-range-closed',
      rows: [
        proof(passive.everyPortRefused, 'RFC 9293 section 3.10.7.1: a closed port answers; catalogue 8, deduction 11'),
        row(passive.noPortOpens, 0.95, 0.15, 'catalogue 7.4, column "all N fail"'),
      ],
    },
    {
      cause: 'client-egress-blocked',
      prior: { p: 0.12, source: 'catalogue 7.3, passive symptom' },
      rows: [
        row(passive.refusedNear, 0.95, 0.02, 'catalogue 7.4, column "near RST"; X11'),
        row(passive.censusAllClosed, 0.95, 0.3, 'catalogue 7.4, column "all N fail"'),
      ],
    },
    {
      cause: 'passive-range-partial',
      prior: { p: 0.55, source: 'estimate: some ports open, some closed, no other pattern' },
      rows: [
        proof(passive.boundary, 'catalogue 8, deduction 9'),
        row(passive.severalClosed, 0.65, 0.25, 'catalogue 7.4, column "k/N per-port stable"'),
        row(passive.portsAlternate, 0.1, 0.8, 'estimate: a range ends once or twice, chance changes more often'),
      ],
    },
    {
      cause: 'connection-limit',
      prior: { p: 0.3, source: 'estimate: the first connects open, the later ones do not' },
      rows: [
        row(passive.firstConnectsOnly, 0.9, 0.3, 'catalogue 6.2, behaviour 60'),
        row(passive.opensAfterRest, 0.9, 0.05, 'catalogue 3, X20 and X9 with other pauses'),
      ],
    },
    {
      cause: 'passive-port-blocked',
      rows: [row(passive.inspectedPortAmongMany, 0.9, 0.3, 'estimate')],
    },
    {
      cause: 'epsv-unknown-to-alg',
      prior: { p: 0.4, source: 'estimate: every port PASV named opens, none that EPSV named' },
      rows: [
        row(passive.listingFollowsCommand, 0.95, 0.1, 'catalogue 7.4, column "PASV ok, EPSV not"'),
        row(passive.samplesFollowCommand, 0.95, 0.1, 'catalogue 7.4; the more ports, the less it is chance'),
      ],
    },
    {
      cause: 'load-balancer-without-persistence',
      prior: { p: 0.2, source: 'estimate: ports open and do not, and neither port nor order decides' },
      rows: [
        proof(passive.portsVary, 'catalogue 8, deduction 10'),
        row(passive.portVaries, 0.95, 0.1, 'catalogue 7.4, column "k/N same port varies"'),
        row(passive.portsAlternate, 0.8, 0.2, 'estimate: limits, lost packets and ranges with gaps look so as well'),
      ],
    },
  ],
};
