import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'tls-required',
  title: 'The server wants encryption before the login',
  story: 'USER is answered with 530 and a sentence about encryption. The account and the network are fine.',
  target: target(),
  expect: { verdict: 'broken', first: 'tls-required', sure: { 'tls-required': 'proven' } },
  build: () => world({ services: { 21: ftp({ tls: 'required' }) } }),
});
