import { egressFirewall } from '../boxes/egress-firewall.js';
import { passiveRange, publishedBy, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'private-address-epsv-unread',
  title: 'A private address in 227, and a firewall at the client whose ALG knows PASV but not EPSV',
  story:
    'Two faults at once: clients that mend the address list over PASV, those that use EPSV get no data connection, because the firewall opens only the ports that a 227 names.',
  target: target(),
  expect: { verdict: 'degraded', first: 'pasv-address-private', also: ['epsv-unknown-to-alg'] },
  build: () =>
    world({
      ...publishedBy({ forward: [{ low: 21, high: 21 }, passiveRange] }),
      near: [egressFirewall({ name: 'client firewall', ports: [21] })],
    }),
});
