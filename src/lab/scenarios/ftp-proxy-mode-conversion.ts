import { modeConverter } from '../boxes/mode-converter.js';
import { addresses, ftp, target, world } from '../parts.js';
import { filezilla } from '../personalities/filezilla.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'ftp-proxy-mode-conversion',
  title: 'An ALG in proxy mode turns PASV into PORT',
  story:
    'The firewall answers PASV itself, takes the data connection of the client, and tells the server to call it. Its own rules do not let the call in: the server says at once that it could not connect, to a client whose connection is open.',
  target: target(),
  expect: { verdict: 'degraded', first: 'ftp-proxy-in-path', sure: { 'ftp-proxy-in-path': 'likely' } },
  build: () =>
    world({
      near: [modeConverter({ name: 'firewall', port: 21, own: { host: addresses.server, port: 40_000 } })],
      services: { 21: ftp({ personality: filezilla }) },
    }),
});
