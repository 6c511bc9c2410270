import * as active from '../signs/active.js';
import * as addresses from '../signs/addresses.js';
import * as inspection from '../signs/inspection.js';
import { proof, row, type Slot } from '../slot.js';

/** What becomes of the SYN from server to client that active mode needs. */
export const activeFilter: Slot = {
  id: 'active filter',
  question: 'Does the server call back, and does the call reach this client?',
  hypotheses: [
    {
      cause: 'client-firewall-blocks-callback',
      prior: { p: 0.25, source: 'catalogue 7.3, active symptom' },
      rows: [
        row(active.noCallback, 0.9, 0.3, 'catalogue 7.5, columns "PORT 200" and "425"'),
        row(active.otherCallback, 0.15, 0.5, 'estimate: a filter that knows one of PORT and EPRT'),
        row(addresses.announcedRightly, 0.9, 0.3, 'catalogue 7.5, column "server view = mine": no translator to blame'),
      ],
    },
    {
      cause: 'server-egress-blocked',
      rows: [
        proof(active.serverOwnErrno, 'catalogue 8, deduction 19'),
        row(active.refusedTooSoon, 0.9, 0.05, 'as catalogue 8, deduction 11, seen from the other end'),
        row(active.refusedTooSoonAgain, 0.95, 0.2, 'catalogue 3, X12 and X13: a quick 425 each time'),
        row(active.serverNoRoute, 0.9, 0.01, 'estimate: ICMP "no route" from a router reads the same'),
      ],
    },
    {
      cause: 'active-range-not-forwarded',
      prior: { p: 0.3, source: 'estimate: a public address given by hand, no callback' },
      rows: [
        row(active.noCallback, 0.9, 0.2, 'catalogue 6, entry 31'),
        row(addresses.natBeforeClient, 0.95, 0.3, 'estimate'),
      ],
    },
    {
      cause: 'alg-related-blocked',
      rows: [
        row(inspection.helperOnPath, 0.95, 0.1, 'catalogue 7.5, column X1'),
        row(active.lateRefusalAgain, 0.9, 0.005, 'catalogue 8, deduction 20: "repeatable"'),
      ],
    },
    {
      cause: 'active-disabled',
      rows: [
        proof(active.saysDisabled, 'the server says so'),
        proof(active.bothRefused, 'RFC 2428 section 2: one verb may be unknown, not both'),
        row(active.oneRefused, 0.95, 0.15, 'RFC 959 section 4.2.2 (502, 550)'),
      ],
    },
    {
      cause: 'active-data-from-unexpected-source',
      rows: [proof(active.calledFromElsewhere, 'seen at the accepted connection itself')],
    },
  ],
};
