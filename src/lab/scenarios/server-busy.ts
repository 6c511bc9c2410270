import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'server-busy',
  title: 'The server has no room for another session',
  story:
    'The greeting is 421: too many users. Trying again later may work, and nothing is known about data connections.',
  target: target(),
  expect: { verdict: 'broken', first: 'server-busy', sure: { 'server-busy': 'proven' } },
  build: () => world({ services: { 21: ftp({ maxSessions: 0 }) } }),
});
