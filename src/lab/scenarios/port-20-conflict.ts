import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'port-20-conflict',
  title: 'The server cannot bind port 20',
  story:
    'Another program on the server holds port 20, from which vsftpd must call back. The callback never leaves the server.',
  target: target(),
  expect: { verdict: 'degraded', first: 'port-20-conflict', sure: { 'port-20-conflict': 'proven' } },
  build: () => world({ services: { 21: ftp({ sourcePortTaken: '500 OOPS: vsf_sysutil_bind' }) } }),
});
