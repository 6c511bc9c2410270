import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';
import { proxied } from './ftp-proxy-words.js';

export default defineScenario({
  id: 'ftp-proxy-second-port',
  title: 'A transparent proxy takes port 21 only, and the server answers on another port as well',
  story:
    'On port 21 the proxy of the office refuses PASV and PORT in words of its own; on port 2121, which it does not take, the same server lists in both modes.',
  target: target(),
  options: { altPort: 2121 },
  expect: { verdict: 'broken', first: 'ftp-proxy-in-path', sure: { 'ftp-proxy-in-path': 'proven' } },
  build: () =>
    world({
      services: {
        21: ftp({ personality: proxied, unknown: ['PASV', 'PORT', 'EPSV', 'EPRT', 'FEAT'] }),
        2121: ftp(),
      },
    }),
});
