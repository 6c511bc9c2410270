import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'empty-directory',
  title: 'The directory is empty',
  story:
    'Nothing is wrong, and the listing has no line in it. A monitor that counts bytes would raise an alarm over a data connection that opened, carried nothing and closed in order.',
  target: target(),
  expect: { verdict: 'healthy', first: null },
  build: () => world({ services: { 21: ftp({ listing: [] }) } }),
});
