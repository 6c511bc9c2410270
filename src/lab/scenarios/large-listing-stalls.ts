import { smallPackets } from '../boxes/small-packets.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

/** Far more than one packet. */
const listing = Array.from(
  { length: 60 },
  (_, at) => `-rw-r--r--    1 ftp      ftp          1024 Nov 20 09:15 report-${2000 + at}.csv`,
);

export default defineScenario({
  id: 'large-listing-stalls',
  title: 'Large packets are lost on the way, and nobody says so',
  story:
    'A tunnel on the way carries 1400 bytes, and a firewall drops the ICMP messages that say so. Everything small works; a listing of sixty files opens its data connection and stays empty.',
  target: target(),
  expect: { verdict: 'broken', first: 'pmtu-blackhole' },
  build: () => world({ far: [smallPackets({ name: 'tunnel', most: 1400 })], services: { 21: ftp({ listing }) } }),
});
