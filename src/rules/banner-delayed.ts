import { milliseconds } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { serverSetting } from './repair.js';

/** Beyond a slow path or a loaded server; look-ups that time out take 5 s and more. */
const lateMs = 3000;

export default defineRule({
  id: 'banner-delayed',
  kind: 'cause',
  party: 'server',
  title: 'A greeting that comes seconds late',
  mechanism:
    'The connection opens at once but the 220 comes seconds later: the server first asks DNS for the name of the client, or its ident service, and waits for an answer that never comes. Impatient clients give up.',
  lookAlikes:
    'A slow path delays the connection itself as well; a lost packet delays one connection and not the others; a port without any greeting is not-an-ftp-server.',
  sources: ['RFC 959 section 5.4', 'RFC 1413'],
  judge({ control: { greeting, leastGreetingMs, rttMs } }) {
    if (greeting?.reply == null) return notApplicable;
    const late = greeting.tookMs - (rttMs ?? 0);
    if (late < lateMs)
      return absent(
        greeting.tookMs > 0
          ? `the greeting came after ${milliseconds(greeting.tookMs)}`
          : 'no wait for the greeting was seen',
      );
    const least = leastGreetingMs ?? greeting.tookMs;
    if (least - (rttMs ?? 0) < lateMs) {
      return undetermined(
        `one connection was greeted after ${milliseconds(greeting.tookMs)}, another one after ${milliseconds(least)}: a lost packet that was sent again delays a single one`,
      );
    }
    return present({
      confidence: 'proven',
      affects: [],
      summary: `The server greets only ${milliseconds(greeting.tookMs)} after the connection opened.`,
      for: [
        evidence(
          `TCP connected in ${milliseconds(rttMs ?? 0)}, the greeting followed ${milliseconds(greeting.tookMs)} later.`,
          greeting.events,
        ),
      ],
      notTested: ['What the server waits for is not visible from here; reverse DNS and ident are the usual two.'],
    });
  },
  remedies: (o) => [
    {
      for: 'server admin',
      text: `Switch off reverse DNS and ident look-ups, or give the client's address (${o.control.seenAs?.host ?? o.control.local?.host ?? 'unknown'}) a PTR record that answers.`,
      ...serverSetting(o, ({ noLookups }) => noLookups),
    },
    {
      for: 'firewall admin',
      text: 'Reject (do not drop) TCP port 113 from the server to its clients, so that ident fails at once.',
    },
  ],
});
