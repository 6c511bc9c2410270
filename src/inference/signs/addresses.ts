import { isInternal, sameAddress } from '../../protocol/address.js';
import { announcementOf } from '../../rules/announcement.js';
import { clientNat } from '../../rules/facts.js';
import { helperSeen } from '../../rules/helper-seen.js';
import { portRewritten } from '../../rules/port-rewritten.js';
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

/** The address in PORT is right when it arrives: the server sees the client's own, or something translates it. */
export const announcedRightly = defineSign({
  id: 'port-address-right-on-arrival',
  group: 'server view',
  look(o) {
    const { local, seenAs } = o.control;
    const { rewritten, events } = portRewritten(o);
    if (rewritten === true) return seen('Something on the way translates the address in PORT.', events);
    if (local === null || seenAs === null) return notTested('Which address the server sees: it does not tell.');
    if (sameAddress(local.host, seenAs.host))
      return seen(`The server sees this client at its own address ${local.host} (${seenAs.where}).`, seenAs.events);
    return helperSeen(o).seen === true
      ? notTested('Whether the FTP helper on the way translates the address in PORT.')
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

/** The server is reached at a public address, and its 227 names an internal one. */
export const privateBesidePublic = defineSign({
  id: 'private-227-beside-public-peer',
  group: 'server view',
  look(o) {
    const found = announcementOf(o);
    if (found === null) return notTested();
    const { remote, seenAs } = o.control;
    const outside = found.peer === '' ? seenAs?.host : found.peer;
    if (outside === undefined) return notTested('Whether client and server share one network.');
    const events = found.peer === '' ? (seenAs?.events ?? []) : [];
    const text = `The 227 names ${found.advertised}; ${remote?.host === '' ? 'the client comes from' : 'the server is'} ${outside}.`;
    return isInternal(found.advertised) && !isInternal(outside) ? seen(text, events) : notSeen(text, events);
  },
});
