import { passivePortsNamed, sequential } from './port-order.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { strangerUntested } from './third-party-facts.js';

/** With fewer ports a small range in random order looks ordered too often. */
const leastPorts = 6;

/** How soon a guess hits, in words. */
function odds(ports: readonly number[]): string {
  const steps = ports.slice(1).map((port, at) => port - (ports[at] ?? 0));
  const furthest = Math.max(...steps.filter((step) => step <= 3));
  return furthest === 1 ? 'with the first guess' : `with one of ${furthest} guesses`;
}

export default defineRule({
  id: 'passive-ports-sequential',
  kind: 'risk',
  party: 'server',
  title: 'Passive ports that can be guessed',
  mechanism:
    'The server names its passive ports in order, so a third party can connect to the right one first and receive or replace the data.',
  lookAlikes:
    'A small range makes guessing easy in any order (passive-range-narrow). A server that takes data only from the address of its client gives a stranger nothing, whatever he guesses.',
  sources: ['RFC 2577 section 8', 'Microsoft Q260934'],
  judge(o) {
    const ports = passivePortsNamed(o);
    if (ports.length < leastPorts) return notApplicable;
    if (!sequential(ports)) return absent('the ports follow no order');
    return present({
      confidence: 'strong',
      affects: [],
      summary: `The server names its passive ports in order (${ports.join(', ')}): who has asked for one meets the data connection of the next client ${odds(ports)}.`,
      for: [evidence(`${ports.length} ports, each only a little above the one before.`)],
      notTested: strangerUntested(o),
    });
  },
  remedies: () => [
    {
      for: 'server admin',
      text: 'Have the server draw its passive ports at random, take data only from the address of its client, and demand TLS for data connections.',
    },
  ],
});
