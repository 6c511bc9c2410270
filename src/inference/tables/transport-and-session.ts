import * as session from '../signs/session.js';
import * as proxy from '../signs/proxy.js';
import { proof, row, type Slot } from '../slot.js';

/** What becomes of the control connection itself. */
export const transportAndSession: Slot = {
  id: 'transport and session',
  question: 'Do commands and replies arrive as they were sent?',
  hypotheses: [
    {
      cause: 'alg-drops-commands',
      rows: [
        row(session.commandLost, 0.9, 0.02, 'catalogue 8, deduction 15; RFC 9293 section 3.8.1'),
        row(session.verbSilent, 0.95, 0.05, 'catalogue 3, X3: the pair is interleaved and its control answered'),
      ],
    },
    {
      cause: 'alg-drops-replies',
      prior: { p: 0.3, source: 'estimate: a set-up that goes unanswered' },
      rows: [
        row(session.commandArrived, 0.95, 0.3, 'catalogue 2.3, measured: the command is acknowledged'),
        row(session.verbSilent, 0.95, 0.3, 'catalogue 3, X3; a server that hangs at this command looks the same'),
      ],
    },
    {
      cause: 'alg-strict-inspection',
      rows: [
        row(session.verbCutOff, 0.95, 0.3, 'catalogue 3, X3; a server may break off by itself'),
        row(session.cutByReset, 0.9, 0.1, 'estimate: servers that break off close in order'),
        proof(session.cutNearby, 'catalogue 8, deduction 11'),
      ],
    },
    {
      cause: 'ftp-proxy-in-path',
      atMost: { word: 'strong', liftedBy: ['works-over-another-control-port'] },
      rows: [
        row(proxy.foreignWords, 0.9, 0.03, 'estimate; the words of each product are measured in the lab'),
        row(
          proxy.callsInstead,
          0.9,
          0.1,
          'RFC 959 section 3.2: after PASV a server waits; the errno of a call is stronger',
        ),
        row(proxy.otherPort, 0.99, 0.05, 'catalogue 3, X6: the same server over a port that the proxy does not take'),
      ],
    },
  ],
};
