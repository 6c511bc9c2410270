import { addresses, ftp, passiveRange, publishedBy, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'server-behind-proxy',
  title: 'A proxy before the server hides its clients',
  story:
    'A translator in front of the server gives every client its own inside address, as a proxy or a container bridge does. Passive mode works; the server refuses every PORT, because the address in it is not the one it sees.',
  target: target(),
  expect: { verdict: 'degraded', first: 'server-behind-proxy', sure: { 'server-behind-proxy': 'proven' } },
  build: () =>
    world({
      ...publishedBy({ forward: [{ low: 21, high: 21 }, passiveRange], hidesClientsAs: '10.0.0.1' }),
      services: { 21: ftp({ advertised: addresses.server }) },
    }),
});
