import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'control-refused',
  title: 'Nothing listens on port 21',
  story: 'The machine is there and answers the SYN with RST: the FTP service is not running.',
  target: target(),
  expect: { verdict: 'broken', first: 'control-refused', sure: { 'control-refused': 'proven' } },
  build: () => world({ services: {} }),
});
