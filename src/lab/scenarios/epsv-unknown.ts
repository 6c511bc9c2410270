import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'epsv-unknown',
  title: 'The server does not know EPSV',
  story:
    'An old server answers EPSV with 500 and serves PASV. A client that tries EPSV first and falls back lists without trouble.',
  target: target(),
  expect: { verdict: 'degraded', first: null },
  build: () => world({ services: { 21: ftp({ unknown: ['EPSV'] }) } }),
});
