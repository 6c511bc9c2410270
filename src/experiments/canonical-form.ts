import { defineExperiment } from './experiment.js';
import { inTurns } from './in-turns.js';
import { mayBeTranslated, sendPort, type Form } from './port-forms.js';

/** Three digits for every number: to a server the same, since it reads numbers (RFC 959 section 5.3.2). */
function padded(line: string): string {
  return line.replace(/\d+/g, (number) => number.padStart(3, '0'));
}

const usual: Form = { name: 'usual', telling: false };
const zeros: Form = { name: 'padded', write: padded, telling: true };

/**
 * Sends PORT as usual and with leading zeros. Where the server takes the one and calls the other one's address foreign,
 * something on the way translates PORT and knows only its usual form.
 */
export default defineExperiment({
  id: 'canonical-form',
  title: 'Send PORT as usual and with leading zeros, to see whether something on the way rewrites only the usual form',
  lists: null,
  wanted: (known, { depth, activeAddress }) => depth === 'deep' && mayBeTranslated(known, activeAddress),
  teaches: ['server view'],
  cost: { connections: 4, waits: 0, seconds: 16, login: true },
  run: (bench) =>
    inTurns(
      [usual, zeros, usual, zeros],
      (name) => bench.open(name),
      (session, form) => sendPort(bench, session, form),
    ),
});
