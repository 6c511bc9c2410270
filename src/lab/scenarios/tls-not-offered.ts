import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'tls-not-offered',
  title: 'The client wants TLS, and the server has none',
  story: 'AUTH TLS is answered with 500. A client that insists on encryption must not go on.',
  target: target({ tls: 'explicit' }),
  expect: { verdict: 'broken', first: 'tls-mode-mismatch', sure: { 'tls-mode-mismatch': 'strong' } },
  build: () => world(),
});
