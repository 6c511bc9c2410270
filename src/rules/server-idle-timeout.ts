import type { Confidence } from '../model/rule.js';
import { idleFacts, idleTime, outlived, probeText, seconds, type IdleFacts } from './idle-facts.js';
import { idleSettings, serverNoop } from './idle-remedies.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

/** RFC 1123 section 4.1.3.2: an idle timeout should be at least five minutes. */
const leastSeconds = 300;

/** How sure it is that the server itself ended the session; `null` where it was not the server. */
function sureness({ ended, tcp, noop }: IdleFacts): Confidence | null {
  if (ended === null) return null;
  if (ended.outcome === 'told') return 'proven';
  const wordless = ended.outcome === 'closed' || (ended.outcome === 'reset' && ended.unasked);
  if (!wordless || outlived(tcp, ended)) return null;
  // Only a program that reads commands can tell a NOOP from a keepalive.
  return tcp !== null && noop?.outcome === 'alive' ? 'strong' : 'likely';
}

export default defineRule({
  id: 'server-idle-timeout',
  kind: 'cause',
  party: 'server',
  title: 'A server that soon ends idle sessions',
  mechanism:
    'The server has a timer of its own and ends a session on which no command came for that long, most often with a 421. Set to less than five minutes it ends sessions of people who only think or of clients that work on what they fetched.',
  lookAlikes:
    'A box on the path that forgets the connection says nothing or sends an RST, and TCP keepalives hold it off; the timer of a server does not see them.',
  sources: ['RFC 1123 section 4.1.3.2', 'RFC 959 section 4.2.2 (421)'],
  judge(o) {
    const facts = idleFacts(o);
    if (facts === null) return notApplicable;
    const { ended, survived, tcp, noop } = facts;
    if (ended === null) return absent(`a silence of ${seconds(survived?.restedMs ?? 0)} was survived`);
    if (facts.contradicted) return undetermined('one rest was not survived, but a longer one was');
    const confidence = sureness(facts);
    if (confidence === null) return absent(probeText(ended));
    const inWords = idleTime(facts);
    // A timer of exactly five minutes may be seen to run out a moment early.
    if (facts.toMs >= leastSeconds * 1000 - 2000) {
      return absent(`the server ends idle sessions after ${inWords}, which is no less than RFC 1123 asks for`);
    }
    const kept = [tcp, noop].filter((probe) => probe !== null);
    return present({
      confidence,
      affects: [],
      summary: `The server itself ends sessions that are idle for ${inWords}; RFC 1123 asks for five minutes or more.`,
      for: [
        ended,
        ...(survived === null ? [] : [survived]),
        ...kept.filter(({ outcome }) => outcome === 'alive' || confidence !== 'likely'),
      ].map((probe) => evidence(probeText(probe), probe.events)),
    });
  },
  remedies: (o) => [
    {
      for: 'server admin',
      text: 'Give clients at least five minutes (RFC 1123 section 4.1.3.2); 15 minutes are usual.',
      snippet: idleSettings(o, 900),
    },
    {
      for: 'client user',
      text: `TCP keepalives do not help here: have the client send a command. ${serverNoop(o)}`,
    },
  ],
});
