import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'pasv-loopback',
  title: 'The 227 reply names 127.0.0.1',
  story: 'The server was told that its address is 127.0.0.1. A client that believes it connects to itself.',
  target: target(),
  expect: { verdict: 'degraded', first: 'pasv-address-loopback', sure: { 'pasv-address-loopback': 'proven' } },
  build: () => world({ services: { 21: ftp({ advertised: '127.0.0.1' }) } }),
});
