import { ftp, target, world } from '../parts.js';
import { proftpd } from '../personalities/proftpd.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'epsv-unknown-quoted',
  title: 'The server does not know EPSV and quotes it',
  story:
    'An old server answers EPSV with a text that repeats the command as it was sent. Nothing on the way has altered it.',
  target: target(),
  expect: { verdict: 'degraded', first: null },
  build: () => world({ services: { 21: ftp({ personality: proftpd, unknown: ['EPSV'] }) } }),
});
