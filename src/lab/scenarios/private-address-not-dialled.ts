import { passiveRange, publishedBy, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'private-address-not-dialled',
  title: 'A private address in 227 that is not connected to',
  story:
    'The server tells its inside address and the user forbids connecting to foreign addresses. The control peer answers on the same port, which proves it without.',
  target: target(),
  options: { advertised: 'skip' },
  expect: { verdict: 'degraded', first: 'pasv-address-private', sure: { 'pasv-address-private': 'proven' } },
  build: () => world({ ...publishedBy({ forward: [{ low: 21, high: 21 }, passiveRange] }) }),
});
