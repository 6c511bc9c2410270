import { clientNat } from '../boxes/client-nat.js';
import { helperFirewall } from '../boxes/helper-firewall.js';
import { addresses, behindRouter, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'related-blocked',
  title: 'A router translates PORT but does not let the callback in',
  story:
    'The FTP helper of the router reads and rewrites PORT. The filter behind it accepts established connections only: the first SYN of the server is dropped, the second one a second later is refused by the router itself.',
  target: target(),
  expect: {
    verdict: 'degraded',
    first: 'alg-related-blocked',
    notes: ['alg-present'],
    sure: { 'alg-related-blocked': 'proven' },
  },
  build: () =>
    world({
      ...behindRouter(),
      near: [
        helperFirewall({ name: 'helper of the router', ports: [21] }),
        clientNat({
          name: 'home router',
          outside: addresses.clientRouter,
          algPorts: [21],
          stray: 'drop',
          related: false,
        }),
      ],
    }),
});
