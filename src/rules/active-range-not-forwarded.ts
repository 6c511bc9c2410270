import { sameAddress } from '../protocol/address.js';
import { orAnAlg } from './active-address-stale.js';
import { neverCalled, serverErrno, whereNoneIsMissing } from './callback.js';
import { activeModes, clientNat, eventsOf, listingsOf, modesOf } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { firewallSetting } from './repair.js';

export default defineRule({
  id: 'active-range-not-forwarded',
  kind: 'cause',
  party: 'client-nat',
  title: "Active ports that the client's router does not forward",
  mechanism:
    'The client announces its public address and a fixed port range, but the router does not forward that range to it, so the callback ends at the router.',
  lookAlikes:
    'A wrong public address is active-address-stale; a firewall on the client itself drops what the router forwards.',
  sources: ['RFC 959 section 4.1.2 (PORT)', 'RFC 2663 section 3'],
  judge(o) {
    const { activeAddress, activePorts } = o.target;
    if (activeAddress === null || !listingsOf(o).some(({ mode }) => activeModes.includes(mode))) return notApplicable;
    const silent = neverCalled(o);
    const first = silent[0];
    if (first === undefined) return whereNoneIsMissing(o);
    if (serverErrno(silent) !== null) return absent('the server says that it could not send out the connection itself');
    const { seenAs } = o.control;
    if (seenAs !== null && !sameAddress(seenAs.host, activeAddress))
      return absent('the announced address is not the one the server sees');
    if (clientNat(o).nat !== true) return undetermined('whether NAT stands before this client is not known');
    return present({
      confidence: 'weighed',
      affects: modesOf(silent),
      summary: `The server accepted ${activeAddress} with port ${first.advertised?.port ?? 0}, but its data connection never came through the NAT.`,
      for: silent.map((one) =>
        evidence(`${one.mode}: ${one.failure?.reply ?? one.failure?.detail ?? ''}`, eventsOf([one])),
      ),
      notTested: [
        "Whether the router forwards the port and this machine's own firewall drops it.",
        ...(activePorts === null ? ['A fixed range: give --active-ports.'] : []),
      ],
    });
  },
  remedies: ({ target, control }) => [
    {
      for: 'firewall admin',
      text: `Forward TCP ports ${target.activePorts === null ? 'of a fixed range' : `${target.activePorts.low}-${target.activePorts.high}`} to ${control.local?.host ?? 'the client'}, 1:1.`,
      ...firewallSetting(({ forward }) =>
        forward?.({
          range: target.activePorts ?? { low: 50_200, high: 50_220 },
          outside: target.activeAddress ?? control.seenAs?.host ?? 'OUTSIDE',
          inside: control.local?.host ?? 'CLIENT',
        }),
      ),
    },
    { for: 'client user', text: `Use passive mode. ${orAnAlg}` },
  ],
});
