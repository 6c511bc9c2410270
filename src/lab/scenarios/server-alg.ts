import { publishedBy, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'server-alg',
  title: 'The router of the server translates its 227 replies',
  story:
    'The server knows only its inside address. Its router rewrites each 227 on port 21 and opens the port it names, so that clients in clear notice nothing.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () => world({ ...publishedBy({ algPorts: [21] }) }),
});
