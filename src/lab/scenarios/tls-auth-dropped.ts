import { tlsBlocker } from '../boxes/tls-blocker.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'tls-auth-dropped',
  title: 'A device in the path swallows AUTH TLS',
  story:
    'The server offers TLS and FTP in clear works, but AUTH TLS is never answered: an inspecting firewall drops it. A client that goes on in clear hands over its password.',
  target: target({ tls: 'explicit' }),
  expect: { verdict: 'broken', first: 'tls-blocked-in-path', sure: { 'tls-blocked-in-path': 'strong' } },
  build: () =>
    world({
      far: [tlsBlocker({ name: 'inspecting firewall', how: 'drops' })],
      services: { 21: ftp({ tls: 'offered' }) },
    }),
});
