import { egressFirewall } from '../boxes/egress-firewall.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'alg-knows-pasv-only',
  title: 'A firewall whose ALG knows PASV but not EPSV',
  story:
    'The network of the client lets connections out to port 21 only, and opens the port that a 227 names. Nobody opens the one in 229, so a client that tries EPSV first hangs. The server has only six passive ports, so that both commands draw the same ones.',
  target: target(),
  expect: { verdict: 'degraded', first: 'epsv-unknown-to-alg', sure: { 'epsv-unknown-to-alg': 'strong' } },
  build: () =>
    world({
      near: [egressFirewall({ name: 'office firewall', ports: [21] })],
      services: { 21: ftp({ passivePorts: { low: 50_000, high: 50_005, order: 'random', seed: 3 } }) },
    }),
});
