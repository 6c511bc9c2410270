import { behindRouter, passiveRange, publishedBy, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'pasv-shadows-lan',
  title: 'The inside address of the server also exists at home',
  story:
    'The server behind NAT names 192.168.1.10, and the client sits on a 192.168.1.0/24 of its own, where 192.168.1.10 is a printer. The data connection goes to the printer.',
  target: target(),
  expect: { verdict: 'degraded', first: 'pasv-address-shadows-lan', sure: { 'pasv-address-shadows-lan': 'proven' } },
  build: () =>
    world({
      ...behindRouter({ algPorts: [21] }),
      ...publishedBy({ inside: '192.168.1.10', forward: [{ low: 21, high: 21 }, passiveRange] }),
      serverNetworks: [{ address: '192.168.1.10', prefixLength: 24 }],
      strangers: ['192.168.1.10'],
    }),
});
