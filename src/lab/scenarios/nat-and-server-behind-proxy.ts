import { addresses, behindRouter, ftp, passiveRange, publishedBy, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

export default defineScenario({
  id: 'nat-and-server-behind-proxy',
  title: 'A client behind NAT meets a server behind a proxy',
  story:
    'The client sits behind a home router, the server behind a translator that hides its clients as 10.0.0.1. The server names that address, which no router of the client has outside.',
  target: target(),
  expect: { verdict: 'degraded', first: 'server-behind-proxy', sure: { 'server-behind-proxy': 'strong' } },
  build: () =>
    world({
      ...behindRouter(),
      ...publishedBy({ forward: [{ low: 21, high: 21 }, passiveRange], hidesClientsAs: '10.0.0.1' }),
      services: { 21: ftp({ advertised: addresses.server }) },
    }),
});
