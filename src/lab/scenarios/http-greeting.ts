import { answerer } from '../greeters.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'http-greeting',
  title: 'A web server answers',
  story: 'Port 21 leads to a web server, which waits to be spoken to and answers anything that is not HTTP with 400.',
  target: target(),
  expect: { verdict: 'broken', first: 'not-an-ftp-server', sure: { 'not-an-ftp-server': 'proven' } },
  build: () => world({ services: { 21: answerer('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n') } }),
});
