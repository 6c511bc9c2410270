import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'server-wants-whole-lines',
  title: 'A server that wants every command in one packet',
  story:
    'The server never answers a command that comes in two packets, although both reach it. The controls of the split fingerprint fail, and nothing on the way may be blamed.',
  target: target(),
  options: { depth: 'deep' },
  expect: { verdict: 'healthy', first: null },
  build: () => world({ services: { 21: ftp({ wholeLines: true }) } }),
});
