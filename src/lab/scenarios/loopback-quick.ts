import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'loopback-quick',
  title: 'A loopback address in 227, and nothing but PASV',
  story: 'The server tells 127.0.0.1. Nothing needs to be tried to know that this leads no client to it.',
  target: target(),
  options: { advertised: 'skip', depth: 'quick', modes: ['PASV'] },
  expect: { verdict: 'broken', first: 'pasv-address-loopback', sure: { 'pasv-address-loopback': 'proven' } },
  build: () => world({ services: { 21: ftp({ advertised: '127.0.0.1' }) } }),
});
