import * as addresses from '../signs/addresses.js';
import * as announcement from '../signs/announcement.js';
import * as active from '../signs/active.js';
import { type Hypothesis, proof, type Row, row, type Slot, type Sourced } from '../slot.js';

/** The kinds of wrong address share their signs: which kind it is, is read off the address. */
const rows: readonly Row[] = [
  row(announcement.namesOther, 0.95, 0.1, 'catalogue 7.4, column "227 private, not the peer"'),
  proof(announcement.namesImpossible, 'RFC 1122 section 3.2.1.3; catalogue 8, deduction 8'),
  proof(announcement.namedAddressFails, 'catalogue 7.4, column "connect 227addr fails"'),
  proof(announcement.peerWorks, 'catalogue 8, deduction 8'),
  row(addresses.privateBesidePublic, 0.9, 0.2, 'RFC 1918 section 3: no private address is reached from outside'),
];

const prior: Sourced = { p: 0.25, source: 'catalogue 7.3, passive symptom, "server private 227"' };

const wrongAddress = (cause: string): Hypothesis => ({ cause, prior, rows });

/** What the server tells of its own address. */
export const serverAnnouncement: Slot = {
  id: 'server announcement',
  question: 'Does the address that the server tells its clients lead to it?',
  hypotheses: [
    wrongAddress('pasv-address-private'),
    wrongAddress('pasv-address-shadows-lan'),
    wrongAddress('pasv-address-loopback'),
    wrongAddress('pasv-address-unspecified'),
    wrongAddress('pasv-address-is-client'),
    wrongAddress('pasv-address-other-host'),
    {
      cause: 'hidden-alg-dependence',
      rows: [proof(announcement.differsUnderTls, 'catalogue 8, deduction 7; the rule excludes ProFTPD alone')],
    },
    {
      cause: 'server-behind-proxy',
      prior: { p: 0.05, source: 'catalogue 7.3, load balancers and containers' },
      rows: [
        proof(addresses.privateViewOfPublic, 'catalogue 8, deduction 6'),
        row(addresses.privateViewAtPublic, 0.95, 0.01, 'catalogue 7.5, column "server view private, mine public"'),
        row(
          active.publicAddressForeign,
          0.9,
          0.03,
          'estimate: a router with several public addresses before the client looks the same',
        ),
        row(active.refusedAddress, 0.9, 0.3, 'catalogue 7.5, column "PORT 5xx, third address"'),
      ],
    },
  ],
};
