import { announcementOf, kindOf, pairing } from '../../rules/announcement.js';
import { isInternal } from '../../protocol/address.js';
import { eventsOf } from '../../rules/facts.js';
import { namesOtherAddress, tlsPairs } from '../../rules/tls-pair.js';
import { defineSign, notSeen, notTested, seen } from '../sign.js';

/** The 227 names another address than that of the control peer, and no listing came over it. */
export const namesOther = defineSign({
  id: '227-names-other-address',
  group: '227 text',
  look(o) {
    const found = announcementOf(o);
    return found === null ? notTested() : seen(`The 227 names ${found.advertised}.`, found.attempt.setup?.events ?? []);
  },
});

/** The 227 names an address that can lead no client to the server: of no host, of the client, or of its neighbour. */
export const namesImpossible = defineSign({
  id: '227-names-impossible-address',
  group: '227 text',
  look(o) {
    const found = announcementOf(o);
    if (found === null) return notTested();
    const kind = kindOf(o, found);
    const impossible = kind !== 'pasv-address-private' && kind !== 'pasv-address-other-host';
    const events = found.attempt.setup?.events ?? [];
    return impossible && found.peer !== ''
      ? seen(`${found.advertised} in the 227 cannot be the server, which is ${found.peer}.`, events)
      : notTested();
  },
});

/** A connect to the address of the 227 was made and failed, while the control peer is known to be another. */
export const namedAddressFails = defineSign({
  id: '227-address-fails',
  group: 'data connect',
  look(o) {
    const found = announcementOf(o);
    if (found === null || found.peer === '' || found.attempt.used === null || found.replaced) {
      return notTested('Connecting to the address in the 227.');
    }
    // Inside a private network it may be another address of the server, whose port is closed.
    if (isInternal(found.peer) && isInternal(found.advertised)) return notTested('The same port on the control peer.');
    return seen(`Connecting to ${found.advertised} failed.`, found.attempt.events);
  },
});

/** The control peer works where the address of the 227 does not. */
export const peerWorks = defineSign({
  id: 'control-peer-works-instead',
  group: 'data connect',
  look(o) {
    const found = announcementOf(o);
    if (found === null) return notTested();
    const { works, text, events } = pairing(found);
    if (works === null) return notTested('The same port on the control peer.');
    return works ? seen(text, events) : notSeen(text, events);
  },
});

/** The server names one address in clear and another under TLS. */
export const differsUnderTls = defineSign({
  id: '227-differs-under-tls',
  group: 'clear and TLS',
  look(o) {
    const pair = tlsPairs(o).find(({ clear }) => clear.mode === 'PASV');
    if (pair === undefined) return notTested('The 227 in clear and under TLS.');
    const events = eventsOf([pair.clear, pair.tls]);
    return namesOtherAddress(pair)
      ? seen('The 227 differs in clear and under TLS.', events)
      : notSeen('The 227 is the same in clear and under TLS.', events);
  },
});
