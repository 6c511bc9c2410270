import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'passive-disabled',
  title: 'The server has passive mode switched off',
  story:
    'The administrator set pasv_enable=NO. PASV and EPSV are answered with 550, and only clients that can be called back get a listing.',
  target: target(),
  expect: { verdict: 'degraded', first: 'passive-disabled', sure: { 'passive-disabled': 'proven' } },
  build: () => world({ services: { 21: ftp({ passive: false }) } }),
});
