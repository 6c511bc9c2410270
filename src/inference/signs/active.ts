import type { Attempt, Observations } from '../../model/observations.js';
import { formatEndpoint, isInternal, sameAddress } from '../../protocol/address.js';
import {
  echoOf,
  neverCalled,
  portsReceived,
  publicCalledForeign,
  refusedForAddress,
  serverErrno,
} from '../../rules/callback.js';
import { activeModes, eventsOf, list, listingsOf, modesOf, setupMeaning } from '../../rules/facts.js';
import { callbackTimes } from '../../rules/callback-times.js';
import { refusedAtServer } from '../../rules/refused-at-server.js';
import { refusedAtSecondSyn } from '../../rules/helper-seen.js';
import { defineSign, type Look, notSeen, notTested, seen } from '../sign.js';

function triedActive(o: Observations): readonly Attempt[] {
  return listingsOf(o).filter(({ mode }) => activeModes.includes(mode));
}

function among(o: Observations, found: readonly Attempt[], yes: string, no: string): Look {
  if (triedActive(o).length === 0) return notTested('Active mode.');
  return found.length === 0 ? notSeen(no) : seen(`${list(modesOf(found))}: ${yes}`, eventsOf(found));
}

/** The server names, in its refusal, the address that was sent: nothing translated it. */
export const echoUnchanged = defineSign({
  id: 'port-echoed-unchanged',
  group: 'PORT reply',
  look(o) {
    const told = refusedForAddress(o).filter((one) => echoOf(one) !== null);
    if (told.length === 0)
      return notTested(
        'What the server received in PORT: it does not tell. An ALG may translate it to another wrong address (double NAT), or the callback may be blocked afterwards.',
      );
    const same = told.filter((one) => echoOf(one) === 'untranslated');
    const address = same[0]?.advertised?.host ?? '';
    if (same.length > 0 && !isInternal(address))
      return notTested(
        'Whether the translator stands before this client, whose address is public, or before the server.',
      );
    return same.length === 0
      ? notSeen('The server received another address than was sent.', eventsOf(told))
      : seen(`The server received ${address} as it was sent.`, eventsOf(same));
  },
});

/** The server names an address that is neither the one sent nor the one it sees. */
export const echoThird = defineSign({
  id: 'port-echoed-third-address',
  group: 'PORT reply',
  look(o) {
    const told = refusedForAddress(o).filter((one) => echoOf(one) !== null);
    const { seenAs } = o.control;
    if (told.length === 0 || seenAs === null) return notTested('What the server received in PORT: it does not tell.');
    const third = told.filter((one) => {
      const received = setupMeaning(one)?.received?.host ?? '';
      return echoOf(one) === 'changed' && !sameAddress(received, seenAs.host);
    });
    // A router that calls out from several public addresses may write one and use another.
    if (third.some((one) => !isInternal(setupMeaning(one)?.received?.host ?? '')))
      return notTested('Whether one router with several public addresses did it, or two.');
    return among(
      o,
      third,
      'the server received an address that is neither the one sent nor the one it sees.',
      'The server received no third address.',
    );
  },
});

/** Servers that refuse a PORT with another address than the client's; of others a 200 says nothing (measured in the lab). */
const careful = ['vsftpd', 'Pure-FTPd', 'pyftpdlib', 'SFTPGo', 'ftpserverlib'];

/** PORT or EPRT is refused because of the address in it. Taken up, it counts only where the server looks at the address. */
export const refusedAddress = defineSign({
  id: 'port-refused-for-address',
  group: 'PORT reply',
  look(o) {
    const refused = refusedForAddress(o);
    if (refused.length === 0 && !careful.includes(o.control.server?.product ?? '')) {
      return notTested('Whether the server looks at the address in PORT: some take any, some put in the right one.');
    }
    return among(o, refused, 'the server refuses the address.', 'The server takes up the address in PORT and EPRT.');
  },
});

/** The server refuses a public address as foreign, so that it sees its client at another. */
export const publicAddressForeign = defineSign({
  id: 'public-address-called-foreign',
  group: 'PORT reply',
  look(o) {
    const found = publicCalledForeign(o);
    return found.length === 0
      ? notTested()
      : seen("The server calls a public address of this client's side foreign.", eventsOf(found));
  },
});

/** Another callback of the same check did arrive, so that nothing stops them all. */
export const otherCallback = defineSign({
  id: 'another-callback-arrived',
  group: 'callback',
  look(o) {
    if (neverCalled(o).length === 0) return notTested();
    const arrived = triedActive(o).filter(({ caller }) => caller !== null);
    return among(o, arrived, 'the data connection arrived.', 'No other callback arrived.');
  },
});

/** PORT was taken up, and no data connection came. */
export const noCallback = defineSign({
  id: 'no-callback',
  group: 'callback',
  look: (o) => among(o, neverCalled(o), 'taken up, and no data connection came.', 'No callback is missing.'),
});

function errnoSign<const I extends string>(id: I, certain: boolean) {
  return defineSign({
    id,
    group: 'callback',
    look(o) {
      const silent = neverCalled(o);
      if (silent.length === 0) return notTested();
      const told = serverErrno(silent);
      if (told === null) return notTested('Why the server could not connect: it does not say.');
      return told.certain === certain ? seen(`The server says: ${told.text}.`, eventsOf([told.attempt])) : notTested();
    },
  });
}

/** The server's 425 carries an errno that only its own host can have produced. */
export const serverOwnErrno = errnoSign('server-own-errno', true);

/** The server's 425 carries an errno that its own host or a router on the way has produced. */
export const serverNoRoute = errnoSign('server-no-route', false);

const soonUntold = 'Whether the callback was refused here or at the server: the times do not tell.';

/** The server's call was refused sooner than it could have come here. */
export const refusedTooSoon = defineSign({
  id: 'callback-refused-nearer-the-server',
  group: 'refusal time',
  look(o) {
    const { attempts } = refusedAtServer(o);
    return attempts.length === 0
      ? notTested(soonUntold)
      : seen('The callback was refused sooner than it could have come here.', eventsOf(attempts));
  },
});

/** The same when it was called again on fresh connections. */
export const refusedTooSoonAgain = defineSign({
  id: 'callback-refused-nearer-the-server-again',
  group: 'repetition',
  look(o) {
    const { again, againEvents } = refusedAtServer(o);
    if (again === null) return notTested('A second callback.');
    return again
      ? seen('It happened again on fresh connections.', againEvents)
      : notSeen('Called again, the server gave up later.', againEvents);
  },
});

/** The callback was refused only when the server tried a second time, and again when it was repeated. */
export const lateRefusalAgain = defineSign({
  id: 'callback-refused-at-second-syn-again',
  group: 'callback',
  look(o) {
    const found = refusedAtSecondSyn(o);
    const { open } = callbackTimes(o);
    if (triedActive(o).length + open.length < 2) return notTested('A second callback.');
    return found.length + open.length < 2
      ? notSeen('It happened once.')
      : seen('It happened each time.', eventsOf([...found, ...open]));
  },
});

/** The server speaks of another port than the one that was sent. */
export const portArrivedOther = defineSign({
  id: 'port-arrived-other',
  group: 'PORT reply',
  look(o) {
    const told = portsReceived(o);
    if (told.length === 0) return notTested('Which port the server received: it does not tell.');
    const moved = told.filter(({ sent, arrived }) => sent !== arrived);
    const [first] = moved;
    const events = eventsOf(told.map(({ attempt }) => attempt));
    return first === undefined
      ? notSeen('The port arrived as it was sent.', events)
      : seen(`Port ${first.sent} was sent, ${first.arrived} arrived.`, events);
  },
});

/** The address announced by `--active-address` is not the one that the server sees. */
export const announcedNotSeen = defineSign({
  id: 'announced-address-not-seen',
  group: 'server view',
  look({ target: { activeAddress }, control: { seenAs } }) {
    if (activeAddress === null) return notTested();
    if (seenAs === null) return notTested('Which address the server sees: it does not tell.');
    const text = `Announced was ${activeAddress}; the server sees ${seenAs.host}.`;
    return sameAddress(seenAs.host, activeAddress) ? notSeen(text, seenAs.events) : seen(text, seenAs.events);
  },
});

/** The data connection was called from another address than the server's. */
export const calledFromElsewhere = defineSign({
  id: 'called-from-another-address',
  group: 'callback',
  look(o) {
    const called = triedActive(o).filter(({ caller }) => caller !== null);
    const { remote } = o.control;
    if (called.length === 0 || remote === null) return notTested();
    const strange = called.find(({ caller }) => caller !== null && !sameAddress(caller.host, remote.host));
    return strange?.caller == null
      ? notSeen(`Data connections come from ${remote.host}.`, eventsOf(called))
      : seen(`A data connection came from ${formatEndpoint(strange.caller)}.`, eventsOf([strange]));
  },
});

function refusedOutright(o: Observations): readonly Attempt[] {
  return triedActive(o).filter((one) => (one.setup?.reply?.code ?? 0) >= 500);
}

/** The reply to PORT says that active mode is switched off. */
export const saysDisabled = defineSign({
  id: 'reply-says-active-disabled',
  group: 'PORT reply',
  look(o) {
    const found = triedActive(o).filter((one) => setupMeaning(one)?.meaning === 'active-disabled');
    return found.length === 0
      ? notTested('Why active mode is refused: the server does not say.')
      : seen('The server says that active mode is switched off.', eventsOf(found));
  },
});

/** Both active commands were refused. */
export const bothRefused = defineSign({
  id: 'both-active-commands-refused',
  group: 'PORT reply',
  look(o) {
    const tried = triedActive(o).filter(({ setup }) => setup?.reply != null);
    if (tried.length < 2) return notTested('The other active command.');
    const refused = refusedOutright(o);
    return refused.length < 2
      ? notSeen('One active command was taken up.', eventsOf(tried))
      : seen('PORT and EPRT are refused.', eventsOf(refused));
  },
});

/** One active command was refused, for whatever reason. */
export const oneRefused = defineSign({
  id: 'active-command-refused',
  group: 'PORT reply',
  look: (o) => among(o, refusedOutright(o), 'refused.', 'The server takes up PORT and EPRT.'),
});
