import * as active from '../signs/active.js';
import * as addresses from '../signs/addresses.js';
import * as inspection from '../signs/inspection.js';
import * as passive from '../signs/passive.js';
import { proof, row, type Slot } from '../slot.js';

/** What happens to addresses and ports between this client and the server. */
export const translation: Slot = {
  id: 'client translation',
  question: 'Does anything translate the addresses of this client, and does it translate PORT as well?',
  hypotheses: [
    {
      cause: 'client-nat-without-alg',
      atMost: { word: 'likely', liftedBy: ['server-sees-other-address'] },
      rows: [
        proof(active.echoUnchanged, 'catalogue 8, deduction 3'),
        row(
          active.refusedAddress,
          0.7,
          0.15,
          'catalogue 7.5, column "PORT 5xx": what checks PORT refuses a private address',
        ),
        row(addresses.serverSeesOther, 0.95, 0.25, 'catalogue 7.5, column "server view = public"'),
        row(
          addresses.natBeforeClient,
          0.95,
          0.3,
          'estimate; RFC 1918 section 3: a private address does not cross the internet',
        ),
        row(
          inspection.helperOnPath,
          0.05,
          0.4,
          'catalogue 7.5, column X1; a negative excludes helpers of one kind only',
        ),
      ],
    },
    {
      cause: 'alg-bound-to-port-21',
      prior: { p: 0.06, source: 'catalogue 7.3: half of "ALG port- or TLS-bound"' },
      rows: [
        row(inspection.worksOn21Only, 0.95, 0.01, 'catalogue 7.5, column "21 ok, alt 5xx"'),
        row(addresses.natBeforeClient, 0.95, 0.3, 'estimate'),
      ],
    },
    {
      cause: 'alg-blind-under-tls',
      rows: [proof(inspection.breaksUnderTls, 'catalogue 7.4, column "clear ok, TLS not"; RFC 4217 section 12')],
    },
    {
      cause: 'double-nat',
      rows: [proof(active.echoThird, 'catalogue 8, deduction 5')],
    },
    {
      cause: 'alg-remaps-port',
      rows: [proof(active.portArrivedOther, 'catalogue 8, deduction 2')],
    },
    {
      cause: 'active-address-stale',
      rows: [
        proof(active.announcedNotSeen, 'two addresses that differ, both told by their owners'),
        row(active.refusedAddress, 0.9, 0.15, 'estimate'),
      ],
    },
    {
      cause: 'data-peer-rejected',
      rows: [proof(passive.peerRefusedInWords, 'catalogue 8, deduction 12')],
    },
  ],
};
