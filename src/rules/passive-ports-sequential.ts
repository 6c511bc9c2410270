import { passivePortsNamed, sequential } from './port-order.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';

/** With fewer ports a small range in random order looks ordered too often. */
const leastPorts = 6;

export default defineRule({
  id: 'passive-ports-sequential',
  kind: 'risk',
  party: 'server',
  title: 'Passive ports that can be guessed',
  mechanism:
    'The server names its passive ports in order, so a third party can connect to the next one first and receive or replace the data.',
  lookAlikes: 'A small range also makes guessing easy, whatever the order.',
  sources: ['RFC 2577 section 8', 'Microsoft Q260934'],
  judge(o) {
    const ports = passivePortsNamed(o);
    if (ports.length < leastPorts) return notApplicable;
    if (!sequential(ports)) return absent('the ports follow no order');
    return present({
      confidence: 'strong',
      affects: [],
      summary: `The server names its passive ports in order: ${ports.join(', ')}.`,
      for: [evidence(`${ports.length} ports, each only a little above the one before.`)],
    });
  },
  remedies: () => [
    {
      for: 'server admin',
      text: 'Update the server to one that draws its passive ports at random, and demand TLS for data connections.',
    },
  ],
});
