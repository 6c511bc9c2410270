import { ftp, target, world } from '../parts.js';
import { filezilla } from '../personalities/filezilla.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'filezilla-healthy',
  title: 'FileZilla Server with nothing in between',
  story: 'The plain network with FileZilla Server, which tells nothing about the client it sees. Every mode lists.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () => world({ services: { 21: ftp({ personality: filezilla }) } }),
});
