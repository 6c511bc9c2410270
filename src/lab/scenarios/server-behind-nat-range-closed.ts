import { publishedBy, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'server-behind-nat-range-closed',
  title: 'A server behind NAT tells its inside address, and its range is not forwarded',
  story:
    'Two faults at once: the 227 reply names 10.0.0.10, and the router forwards nothing but port 21. Correcting the address alone would not help, because the passive ports are refused as well.',
  target: target(),
  expect: {
    verdict: 'degraded',
    first: 'pasv-address-private',
    also: ['passive-range-closed'],
    sure: { 'pasv-address-private': 'proven', 'passive-range-closed': 'proven' },
  },
  build: () => world({ ...publishedBy() }),
});
