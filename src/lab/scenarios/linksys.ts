import { behindRouter, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'linksys',
  title: 'The client is behind a router with an ALG on port 21',
  story:
    'A home router translates the PORT command and opens a pinhole for the call back, so active mode works although the client names its LAN address: the log of the client can fool you.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () => world({ ...behindRouter({ algPorts: [21] }) }),
});
