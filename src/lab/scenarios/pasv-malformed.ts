import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'pasv-malformed',
  title: 'The 227 reply breaks off',
  story:
    'The server sends the words of a 227 reply without the six numbers. No client can make an address of it, while EPSV is answered properly.',
  target: target(),
  expect: { verdict: 'degraded', first: 'pasv-reply-malformed', sure: { 'pasv-reply-malformed': 'proven' } },
  build: () => world({ services: { 21: ftp({ pasvReply: () => '227 Entering Passive Mode (' }) } }),
});
