import { cutOff, type Middlebox } from '../middlebox.js';
import { passiveRange, publishedBy, target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

/** A path that ends the first control connection on which PASV is sent, and lets all later ones be. */
function cutsFirstPasv(): Middlebox {
  let cut = false;
  return {
    name: 'device that was restarted',
    outside: [],
    segment({ text }, note) {
      if (cut || !/^PASV\b/i.test(text)) return text;
      cut = true;
      note('ended a control connection at PASV');
      return cutOff;
    },
  };
}

export default defineScenario({
  id: 'private-address-after-cut',
  title: 'A private address in 227 that only the second try shows',
  story:
    'The first PASV loses its control connection by chance. Tried again, it is answered with the inside address of the server: that, and not the lost connection, is what stops the mode for good.',
  target: target(),
  expect: { verdict: 'degraded', first: 'pasv-address-private', notes: ['unexplained-failure'] },
  build: () => {
    const published = publishedBy({ forward: [{ low: 21, high: 21 }, passiveRange] });
    return world({ ...published, near: [cutsFirstPasv()] });
  },
});
