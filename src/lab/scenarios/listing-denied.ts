import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'listing-denied',
  title: 'The account may not read the directory',
  story: 'The login succeeds and LIST is answered with 550. Data connections were never the matter.',
  target: target(),
  expect: { verdict: 'broken', first: 'listing-denied', sure: { 'listing-denied': 'proven' } },
  build: () => world({ services: { 21: ftp({ listing: null }) } }),
});
