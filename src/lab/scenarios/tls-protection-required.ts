import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'tls-protection-required',
  title: 'The server wants data connections encrypted, and the login not',
  story:
    'The login in clear is accepted, and LIST is answered with 522 until the client protects its data connections.',
  target: target(),
  expect: { verdict: 'broken', first: 'tls-protection-required', sure: { 'tls-protection-required': 'proven' } },
  build: () => world({ services: { 21: ftp({ tls: 'data-required' }) } }),
});
