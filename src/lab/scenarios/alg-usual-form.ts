import { behindRouter, ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'alg-usual-form',
  title: 'An ALG that knows PORT only as clients usually write it',
  story:
    'The home router translates PORT and opens the port it names, so that active mode works. With leading zeros in front of its numbers it does not know the command, and the server gets the private address.',
  target: target(),
  options: { depth: 'deep' },
  expect: { verdict: 'healthy', first: null, notes: ['alg-present', 'client-behind-nat'] },
  build: () => world({ ...behindRouter({ algPorts: [21], usualFormOnly: true }), services: { 21: ftp() } }),
});
