import { isInternal, sameAddress } from '../../protocol/address.js';
import { clientNat } from '../../rules/facts.js';
import { defineSign, notSeen, notTested, seen } from '../sign.js';

/** The server tells another address for this client than the one it has. */
export const serverSeesOther = defineSign({
  id: 'server-sees-other-address',
  group: 'server view',
  look({ control: { local, seenAs } }) {
    if (local === null || seenAs === null) return notTested('Which address the server sees: it does not tell.');
    return sameAddress(local.host, seenAs.host)
      ? notSeen(`The server sees this client at its own address ${local.host} (${seenAs.where}).`, seenAs.events)
      : seen(`The server sees ${seenAs.host} (${seenAs.where}), this client is ${local.host}.`, seenAs.events);
  },
});

/** The server tells the address that this client has: no translator stands between. */
export const serverSeesOurs = defineSign({
  id: 'server-sees-our-address',
  group: 'server view',
  look({ control: { local, seenAs } }) {
    if (local === null || seenAs === null) return notTested('Which address the server sees: it does not tell.');
    return sameAddress(local.host, seenAs.host)
      ? seen(`The server sees this client at its own address ${local.host} (${seenAs.where}).`, seenAs.events)
      : notSeen(`The server sees ${seenAs.host} (${seenAs.where}), this client is ${local.host}.`, seenAs.events);
  },
});

/** A translator is known to stand before this client, by the server's word or by the addresses alone. */
export const natBeforeClient = defineSign({
  id: 'nat-before-client',
  group: 'server view',
  look(o) {
    const { nat } = clientNat(o);
    const { local, remote, seenAs } = o.control;
    const events = seenAs?.events ?? [];
    if (nat === null) return notTested('Whether NAT stands before this client.');
    const ways = `${local?.host ?? ''} reaches ${remote?.host ?? ''}`;
    return nat ? seen(`${ways} through NAT.`, events) : notSeen(`${ways} without NAT.`, events);
  },
});

/** The server sees a client from outside at a private address: something on its own side stands between. */
export const privateViewOfPublic = defineSign({
  id: 'private-view-of-public-client',
  group: 'server view',
  look({ control: { local, seenAs } }) {
    if (local === null || seenAs === null) return notTested();
    const found = isInternal(seenAs.host) && !isInternal(local.host);
    const text = `This client is ${local.host}; the server sees ${seenAs.host}.`;
    return found ? seen(text, seenAs.events) : notSeen(text, seenAs.events);
  },
});

/** The server is reached at a public address and sees its client at a private one. */
export const privateViewAtPublic = defineSign({
  id: 'private-view-at-public-server',
  group: 'server view',
  look({ control: { remote, seenAs } }) {
    if (remote === null || seenAs === null) return notTested('Which address the server sees: it does not tell.');
    const found = isInternal(seenAs.host) && !isInternal(remote.host);
    const text = `The server at ${remote.host} sees its client at ${seenAs.host}.`;
    return found ? seen(text, seenAs.events) : notSeen(text, seenAs.events);
  },
});

/** The control connection was made to an address that is known. */
export const peerKnown = defineSign({
  id: 'control-peer-known',
  group: 'server view',
  look({ control: { remote } }) {
    return remote === null || remote.host === ''
      ? notSeen('The address of the control peer is not shown.')
      : seen(`The control peer is ${remote.host}.`);
  },
});

/** The client is known to come from a public address. */
export const clientIsOutside = defineSign({
  id: 'client-comes-from-outside',
  group: 'server view',
  look({ control: { seenAs } }) {
    if (seenAs === null) return notTested('From which address this client comes.');
    return isInternal(seenAs.host)
      ? notSeen(`The client comes from ${seenAs.host}, a private address.`, seenAs.events)
      : seen(`The client comes from ${seenAs.host}.`, seenAs.events);
  },
});
