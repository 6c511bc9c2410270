import type { Middlebox } from '../middlebox.js';
import { target, world } from '../parts.js';
import { defineScenario } from '../scenario.js';

/** A path that loses the first call back and passes all later ones. */
function lossyOnce(): Middlebox {
  let lost = false;
  return {
    name: 'crowded line',
    outside: [],
    syn(syn, direction, note) {
      if (direction === 'to-server' || lost) return { pass: syn };
      lost = true;
      note('lost a call back');
      return 'drop';
    },
  };
}

export default defineScenario({
  id: 'callback-lost-once',
  title: 'One of two call backs is lost on the way',
  story:
    'A line that loses packets swallows the call back of one active listing; that of the other arrives. A firewall that stops call backs would have stopped both.',
  target: target(),
  expect: { verdict: 'degraded', first: null, notes: ['unexplained-failure'] },
  build: () => world({ near: [lossyOnce()] }),
});
