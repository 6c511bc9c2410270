import { tlsBlocker } from '../boxes/tls-blocker.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'tls-text-slipped-in',
  title: 'Text in clear is slipped in before the TLS handshake',
  story:
    'A device adds a reply in clear behind the 234 of the server. A client that read on would take it for a protected one (CVE-2011-0411).',
  target: target({ tls: 'explicit' }),
  expect: { verdict: 'broken', first: 'tls-blocked-in-path', sure: { 'tls-blocked-in-path': 'likely' } },
  build: () =>
    world({
      near: [tlsBlocker({ name: 'hostile hotspot', how: 'slips-in' })],
      services: { 21: ftp({ tls: 'offered' }) },
    }),
});
