import { randomBytes } from 'node:crypto';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Hello } from '../../model/reflection.js';
import { fromLetters, jsonToLetters, toLetters } from '../../protocol/letters.js';
import { accountOf } from '../admission.js';
import { bounds } from '../settings.js';
import { callPeer, deliver } from './data.js';
import type { Handler, Visit } from './visit.js';

function hello({ world, peer, local, record }: Visit): Hello {
  const { settings, ports, open, reached, called } = world;
  const account = accountOf(peer.host);
  return {
    reflector: settings.version,
    session: record.id,
    peer,
    local,
    ports: ports.slice(0, 16).map(({ port, tls }) => ({ port, tls })),
    range: [settings.range.low, settings.range.high],
    open: [...open],
    reachedBy: reached.others(account),
    called: called.others(account),
  };
}

/** Calls the peer at the port named in letters, and answers how that ended. */
async function dial(visit: Visit, letters: string): Promise<void> {
  const bytes = fromLetters(letters);
  const digits = bytes === null ? '' : new TextDecoder().decode(bytes);
  const port = /^\d{1,5}$/.test(digits) ? Number(digits) : 0;
  if (port < 1024 || port > 65_535) visit.say('501 Give a port from 1024 to 65535, in letters.');
  else if (visit.dials >= bounds.dials) visit.say('550 Too many calls in one session.');
  else {
    const word = new TextEncoder().encode(toLetters(randomBytes(8)));
    const end = await callPeer(visit, port);
    const sent = end.socket === null ? null : deliver({ ...visit, protect: false }, end.socket, word, end.note, true);
    // What opens only to be torn down is no call that came through; that shows within a round trip.
    if (sent !== null) {
      await Promise.race([sent, pause(visit.world.settings.limits.watchMs + Math.min(400, 2 * end.tookMs))]);
      // A machine that is behind has to look at what has arrived before it answers.
      await nextTurn();
    }
    const { outcome, detail, tookMs } = end.note ?? end;
    visit.say(`200 ${jsonToLetters({ outcome, detail, tookMs })}`);
    await sent;
  }
}

/**
 * The second channel, beside FTP: questions whose answers stand in letters, in one line. `HELLO` who is here, `DIAL p`
 * call me, `GOT x` takes what arrived, `TELL s n` reads the record of a session from entry n.
 */
export const siteCommand: Handler = async (visit, argument) => {
  const [verb = '', first = '', second = ''] = argument.split(' ');
  switch (verb.toUpperCase()) {
    case 'HELLO':
      visit.say(`200 ${jsonToLetters(hello(visit))}`);
      return;
    case 'DIAL':
      await dial(visit, first);
      return;
    case 'GOT':
      visit.say(/^[a-p]+$/.test(first) ? '200 Noted.' : '501 Give letters.');
      return;
    case 'TELL': {
      const page = /^\d{1,4}$/.test(second) ? visit.world.records.page(first, Number(second)) : null;
      if (page === null) visit.say('550 No such session.');
      else visit.sayUnrecorded(`200 ${jsonToLetters(page)}`);
      return;
    }
    default:
      visit.say('500 SITE knows HELLO, DIAL, GOT and TELL.');
  }
};
