import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'pasv-cgnat',
  title: 'The 227 reply names an address of a carrier NAT',
  story:
    'The server took the address its provider gave it, 100.64.0.10, which belongs to the shared space behind a carrier (RFC 6598). It looks public at a glance and is not.',
  target: target(),
  expect: { verdict: 'degraded', first: 'pasv-address-private', sure: { 'pasv-address-private': 'proven' } },
  build: () => world({ services: { 21: ftp({ advertised: '100.64.0.10' }) } }),
});
