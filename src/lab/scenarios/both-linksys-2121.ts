import { behindRouter, ftp, publishedBy, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'both-linksys-2121',
  title: 'Both ends behind such routers, and port 2121',
  story:
    'The client names its LAN address and nobody translates it; the server names its own, and its router forwards nothing but the control port. Neither mode can work.',
  target: target({ port: 2121 }),
  expect: {
    verdict: 'broken',
    first: 'pasv-address-private',
    also: ['passive-range-closed', 'client-nat-without-alg'],
    sure: { 'pasv-address-private': 'proven', 'passive-range-closed': 'likely', 'client-nat-without-alg': 'strong' },
  },
  build: () =>
    world({
      ...behindRouter({ algPorts: [21] }),
      ...publishedBy({ forward: [{ low: 2121, high: 2121 }], algPorts: [21], stray: 'drop' }),
      services: { 2121: ftp() },
    }),
});
