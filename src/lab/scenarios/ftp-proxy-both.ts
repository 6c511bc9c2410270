import { modeConverter } from '../boxes/mode-converter.js';
import { addresses, ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';
import { proxied } from './ftp-proxy-words.js';

export default defineScenario({
  id: 'ftp-proxy-both',
  title: 'A proxy refuses what it does not know, and turns PASV into PORT',
  story:
    'The proxy speaks to vsftpd in active mode whatever its clients ask for, and the call back is refused before it. That and the words of its refusals are two signs of one device.',
  target: target(),
  expect: { verdict: 'degraded', first: 'ftp-proxy-in-path', sure: { 'ftp-proxy-in-path': 'strong' } },
  build: () =>
    world({
      near: [modeConverter({ name: 'proxy', port: 21, own: { host: addresses.server, port: 40_000 } })],
      // As with port_promiscuous=YES: the proxy names another address than its own.
      services: {
        21: ftp({ personality: { ...proxied, foreignAddress: 'believe' }, unknown: ['EPSV', 'EPRT', 'FEAT'] }),
      },
    }),
});
