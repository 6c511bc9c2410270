import { addresses, ftp, target, world } from '../parts.js';
import { vsftpd } from '../personalities/vsftpd.js';
import { defineScenario } from '../scenario.js';

const second = '198.51.100.21';

export default defineScenario({
  id: 'data-for-strangers',
  title: 'A server that hands data to whoever comes first',
  story:
    'pasv_promiscuous=YES: the passive port takes a connection from any address. A second address of the client fetches the listing that the first one asked for, as a stranger would who guesses the port (Q247132, EnablePASVTheft).',
  target: target(),
  options: { secondAddress: second },
  expect: { verdict: 'healthy', first: null, notes: ['fxp-allowed'] },
  build: () =>
    world({
      client: [addresses.publicClient, second].map((address) => ({ address, prefixLength: 24 })),
      services: { 21: ftp({ personality: { ...vsftpd, checksPeerAt: 'never' } }) },
    }),
});
