import { behindRouter, ftp, target, world } from '../parts.js';
import { pureFtpd } from '../personalities/pure-ftpd.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'alg-moves-port-harmless',
  title: 'An ALG moves the port and opens the new one',
  story:
    'The port that arrives at the server is not the one the client sent, but the router opens the one it announced. Every mode lists.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () =>
    world({ ...behindRouter({ algPorts: [21], movesPorts: 1000 }), services: { 21: ftp({ personality: pureFtpd }) } }),
});
