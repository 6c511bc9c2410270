import { greeter } from '../greeters.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'ssh-greeting',
  title: 'An SSH server answers',
  story: 'Port 21 leads to an SSH server. Its greeting is not a reply of FTP; the user probably wants SFTP.',
  target: target(),
  expect: { verdict: 'broken', first: 'not-an-ftp-server', sure: { 'not-an-ftp-server': 'proven' } },
  build: () => world({ services: { 21: greeter('SSH-2.0-OpenSSH_9.6\r\n') } }),
});
