import { passivePortsNamed } from './port-order.js';
import { spreadOf } from './port-spread.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { strangerUntested } from './third-party-facts.js';
import { serverSetting } from './repair.js';

/** A stranger tries so many ports in a moment. */
const few = 32;
/** With fewer ports a wide range looks narrow too often. */
const leastPorts = 6;

export default defineRule({
  id: 'passive-range-narrow',
  kind: 'risk',
  party: 'server',
  title: 'Passive ports out of so few that all can be tried',
  mechanism:
    'The server draws its passive ports at random, but out of very few, so a third party can connect to all of them and receive or replace the data of another client. Busy servers also run out of such a range.',
  lookAlikes:
    'Ports in order are guessed in any range (passive-ports-sequential). A server that takes data only from the address of its client gives a stranger nothing.',
  sources: ['RFC 2577 section 8', 'RFC 6056 section 3.1', 'Microsoft Q260934'],
  judge(o) {
    const spread = spreadOf(o);
    if (spread?.estimate == null || passivePortsNamed(o).length < leastPorts) return notApplicable;
    const { ports, estimate, order } = spread;
    const count = estimate.high - estimate.low + 1;
    if (count > few) return absent(`they come from about ${count} numbers`);
    return present({
      confidence: 'likely',
      affects: [],
      summary:
        order === 'fixed'
          ? `Every passive connection goes to port ${estimate.low}: a stranger need not guess.`
          : `The passive ports come from about ${count} numbers (${estimate.low} to ${estimate.high}): one guess of a stranger meets a waiting data connection about one time in ${count}, and ${count} guesses try them all.`,
      for: [evidence(`Ports named: ${ports.join(', ')}.`)],
      notTested: strangerUntested(o),
    });
  },
  remedies: (o) => [
    {
      for: 'server admin',
      text: 'Set a passive range of a hundred ports or more, open it in the firewall, have the server take data only from the address of its client, and demand TLS for data connections.',
      ...serverSetting(o, ({ setRange }) => setRange?.(50_000, 50_100)),
    },
  ],
});
