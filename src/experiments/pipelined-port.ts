import { defineExperiment } from './experiment.js';
import { inTurns } from './in-turns.js';
import { mayBeTranslated, sendPort, type Form } from './port-forms.js';

/** Most ALGs look at the beginning of a segment only: behind another command PORT passes unread. */
const alone: Form = { telling: false };
const behind: Form = { before: 'NOOP\r\n', telling: true };

/**
 * Sends PORT alone and behind another command in one segment. Where the server takes the one and refuses the other,
 * something on the way translates PORT.
 */
export default defineExperiment({
  id: 'pipelined-port',
  title: 'Send PORT alone and behind another command in one segment, to see whether something on the way rewrites it',
  lists: null,
  wanted: (known, { depth, activeAddress }) =>
    mayBeTranslated(known, activeAddress) &&
    (depth === 'deep' ||
      known.attempts.some(({ mode, reached }) => /^(?:PORT|EPRT)$/.test(mode) && reached !== 'completed')),
  teaches: ['server view', { cause: 'client-nat-without-alg', bits: 0.3, source: 'estimate, as X1 in catalogue 7.7' }],
  cost: { connections: 4, waits: 0, seconds: 16, login: true },
  run: (bench) =>
    inTurns(
      [alone, behind, alone, behind],
      (name) => bench.open(name),
      (session, form) => sendPort(bench, session, form),
    ),
});
