import { helperFirewall } from '../boxes/helper-firewall.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'alg-drops-replies',
  title: 'A firewall with an FTP helper swallows the 227 reply',
  story:
    'The helper takes the first digit behind 227 for the start of the address. This server says "Passive mode v2" first, the helper cannot make sense of it and drops the reply: PASV is never answered, EPSV works.',
  target: target(),
  expect: { verdict: 'degraded', first: 'alg-drops-replies', sure: { 'alg-drops-replies': 'likely' } },
  build: () =>
    world({
      near: [helperFirewall({ name: 'client firewall', ports: [21] })],
      services: { 21: ftp({ pasvReply: (sextet) => `227 Passive mode v2 ok (${sextet})` }) },
    }),
});
