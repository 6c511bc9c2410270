import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'no-parentheses',
  title: 'The 227 reply has no parentheses',
  story:
    'The server writes the six numbers of its 227 reply bare. RFC 1123 section 4.1.2.6 tells clients to look for the digits, so a careful one lists all the same.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () => world({ services: { 21: ftp({ pasvReply: (sextet) => `227 Entering Passive Mode ${sextet}` }) } }),
});
