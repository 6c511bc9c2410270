import { passiveRange, publishedBy, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'server-behind-nat',
  title: 'A server behind NAT tells its inside address',
  story:
    'The router forwards the control port and the whole passive range, but nobody told the server its public address. Clients that trust the 227 reply call 10.0.0.10 and wait; EPSV names no address and works.',
  target: target(),
  expect: { verdict: 'degraded', first: 'pasv-address-private', sure: { 'pasv-address-private': 'proven' } },
  build: () => world({ ...publishedBy({ forward: [{ low: 21, high: 21 }, passiveRange] }) }),
});
