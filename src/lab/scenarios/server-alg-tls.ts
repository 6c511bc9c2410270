import { ftp, publishedBy, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'server-alg-tls',
  title: 'The router of the server cannot translate under TLS',
  story:
    'In clear the router would rewrite 227 and open the port it names. After AUTH TLS it sees neither: the inside address leaks, and nothing forwards the passive ports.',
  target: target({ tls: 'explicit' }),
  expect: {
    verdict: 'degraded',
    first: 'hidden-alg-dependence',
    also: ['pasv-address-private', 'passive-range-closed'],
    sure: { 'hidden-alg-dependence': 'proven', 'pasv-address-private': 'proven', 'passive-range-closed': 'proven' },
  },
  build: () => world({ ...publishedBy({ algPorts: [21] }), services: { 21: ftp({ tls: 'offered' }) } }),
});
