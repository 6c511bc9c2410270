import { ftp, target, world } from '../parts.js';
import { pyftpdlib } from '../personalities/pyftpdlib.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'pyftpdlib-healthy',
  title: 'pyftpdlib with nothing in between',
  story:
    'The plain network with pyftpdlib, which calls back as soon as it gets PORT and answers LIST with 125 when the data connection is already there.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () => world({ services: { 21: ftp({ personality: pyftpdlib }) } }),
});
