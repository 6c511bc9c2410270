import { addresses, ftp, passiveRange, publishedBy, target, world } from '../parts.js';
import { pyftpdlib } from '../personalities/pyftpdlib.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'server-behind-proxy-untold',
  title: 'The same proxy before a server that quotes what it receives and keeps to itself whom it sees',
  story:
    'pyftpdlib refuses PORT because the public address in it is foreign, and names that address: it arrived as it was sent. A client with a public address has hardly a NAT of its own, so something before the server hides its clients.',
  target: target(),
  expect: { verdict: 'degraded', first: 'server-behind-proxy', sure: { 'server-behind-proxy': 'possible' } },
  build: () =>
    world({
      ...publishedBy({ forward: [{ low: 21, high: 21 }, passiveRange], hidesClientsAs: '10.0.0.1' }),
      services: { 21: ftp({ personality: pyftpdlib, advertised: addresses.server }) },
    }),
});
