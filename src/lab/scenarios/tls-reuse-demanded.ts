import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'tls-reuse-demanded',
  title: 'A server that takes data connections only with the TLS session resumed, looked at deeply',
  story:
    'The server accepts data connections only when they resume the TLS session of the control connection. This client resumes it and lists; a listing that does not is refused, as it is to the many clients that cannot.',
  target: target({ tls: 'explicit' }),
  options: { depth: 'deep' },
  expect: {
    verdict: 'degraded',
    first: 'tls-session-reuse-required',
    sure: { 'tls-session-reuse-required': 'proven' },
  },
  build: () => world({ services: { 21: ftp({ tls: 'reuse' }) } }),
});
