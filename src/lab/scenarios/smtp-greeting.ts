import { greeter } from '../greeters.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'smtp-greeting',
  title: 'A mail server answers',
  story:
    'Port 21 leads to a mail server, which greets with 220 as FTP does and tells its trade only in the words behind the number.',
  target: target(),
  expect: { verdict: 'broken', first: 'not-an-ftp-server', sure: { 'not-an-ftp-server': 'proven' } },
  build: () => world({ services: { 21: greeter('220 mail.example.com ESMTP Postfix\r\n') } }),
});
