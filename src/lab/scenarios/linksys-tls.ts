import { behindRouter, ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'linksys-tls',
  title: 'The same router, and the control connection under TLS',
  story:
    'The router would translate PORT on port 21, but after AUTH TLS it cannot read it. The LAN address of the client arrives at the server as it is.',
  target: target({ tls: 'explicit' }),
  expect: { verdict: 'degraded', first: 'alg-blind-under-tls', sure: { 'alg-blind-under-tls': 'proven' } },
  build: () => world({ ...behindRouter({ algPorts: [21] }), services: { 21: ftp({ tls: 'offered' }) } }),
});
