import { smallPackets } from '../boxes/small-packets.js';
import { ftp, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

/** Far more than one packet. */
const listing = Array.from(
  { length: 60 },
  (_, at) => `-rw-r--r--    1 ftp      ftp          1024 Nov 20 09:15 report-${2000 + at}.csv`,
);

export default defineScenario({
  id: 'data-held',
  title: 'A device that scans data connections holds large listings',
  story:
    'A gateway on the way scans what data connections carry and never lets large listings go. Over the control connection the same listing arrives, so it is not the size of packets.',
  target: target(),
  expect: { verdict: 'broken', first: 'data-stalled' },
  build: () =>
    world({ far: [smallPackets({ name: 'gateway', most: 1400, dataOnly: true })], services: { 21: ftp({ listing }) } }),
});
