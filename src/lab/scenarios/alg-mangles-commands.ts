import { inspector } from '../boxes/inspector.js';
import { ftp, target, world } from '../parts.js';
import { pyftpdlib } from '../personalities/pyftpdlib.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'alg-mangles-commands',
  title: 'A router turns PASV into P@SW',
  story:
    'An old router breaks PASV on purpose to force active mode, which it can translate. The server quotes a command that the client never sent.',
  target: target(),
  expect: { verdict: 'degraded', first: 'alg-mangles-commands', sure: { 'alg-mangles-commands': 'proven' } },
  build: () =>
    world({
      near: [inspector({ name: 'home router', ports: [21], edit: (text) => text.replace(/^PASV/, 'P@SW') })],
      services: { 21: ftp({ personality: pyftpdlib }) },
    }),
});
