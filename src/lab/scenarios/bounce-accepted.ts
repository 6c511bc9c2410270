import { ftp, target, world } from '../parts.js';
import { vsftpd } from '../personalities/vsftpd.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'bounce-accepted',
  title: 'A server that calls whatever address and port it is told',
  story:
    'Somebody set port_promiscuous=YES for a transfer between servers and forgot it. Whoever may log in can have this server call third parties (RFC 2577); a deep check sees it from the replies to documentation addresses, and nothing is transferred.',
  target: target(),
  options: { depth: 'deep' },
  expect: { verdict: 'healthy', first: null, notes: ['fxp-allowed', 'privileged-port-accepted'] },
  build: () => world({ services: { 21: ftp({ personality: { ...vsftpd, foreignAddress: 'believe' } }) } }),
});
