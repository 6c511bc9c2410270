import { addresses, ftp, publishedBy, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'double-translation',
  title: 'The server announces its outside address, and an ALG waits for the inside one',
  story:
    'Somebody set the outside address at the server and left the ALG of the router on, without forwarding the range. The ALG passes the 227 by, so PASV is dead; it still opens the ports of EPSV.',
  target: target(),
  expect: { verdict: 'degraded', first: 'double-translation' },
  build: () => world({ ...publishedBy({ algPorts: [21] }), services: { 21: ftp({ advertised: addresses.server }) } }),
});
