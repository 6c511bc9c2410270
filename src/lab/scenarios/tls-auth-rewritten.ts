import { tlsBlocker } from '../boxes/tls-blocker.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'tls-auth-rewritten',
  title: 'A device in the path makes the server refuse the TLS that it offers',
  story:
    'AUTH arrives as XXXX, so the server refuses it, although FEAT lists AUTH TLS. It looks like a server without TLS.',
  target: target({ tls: 'explicit' }),
  expect: { verdict: 'broken', first: 'tls-blocked-in-path', sure: { 'tls-blocked-in-path': 'likely' } },
  build: () =>
    world({
      near: [tlsBlocker({ name: 'hostile hotspot', how: 'rewrites' })],
      services: { 21: ftp({ tls: 'offered' }) },
    }),
});
