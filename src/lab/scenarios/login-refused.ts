import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'login-refused',
  title: 'The password is wrong',
  story: 'PASS is answered with 530. Listings were never tried.',
  target: target({ user: 'alice' }),
  expect: { verdict: 'broken', first: 'login-refused', sure: { 'login-refused': 'proven' } },
  build: () => world({ services: { 21: ftp({ password: 'correct horse battery staple' }) } }),
});
