import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';
import { proxied } from './ftp-proxy-words.js';

export default defineScenario({
  id: 'ftp-proxy-second-port-same',
  title: 'A server with words of its own speaks alike on two control ports',
  story:
    'Somebody built vsftpd with other words for what it does not know, and without PASV, EPSV and EPRT. It does so on both ports: nothing on the way has to be blamed for it.',
  target: target(),
  options: { altPort: 2121 },
  expect: { verdict: 'degraded', first: 'passive-disabled' },
  build: () => {
    const own = ftp({ personality: proxied, unknown: ['PASV', 'EPSV', 'EPRT', 'FEAT'] });
    return world({ services: { 21: own, 2121: own } });
  },
});
