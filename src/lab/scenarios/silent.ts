import { silence } from '../greeters.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'silent',
  title: 'Something accepts and says nothing',
  story: 'The connection opens and no greeting ever comes, neither in clear nor after an offer of TLS.',
  target: target(),
  expect: { verdict: 'broken', first: 'not-an-ftp-server', sure: { 'not-an-ftp-server': 'likely' } },
  build: () => world({ services: { 21: silence } }),
});
