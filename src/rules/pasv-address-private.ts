import { defineRule } from './rule.js';
import { judgeWrongAddress, wrongAddressRemedies } from './wrong-address.js';

export default defineRule({
  id: 'pasv-address-private',
  kind: 'cause',
  party: 'server',
  title: 'A private address in the 227 reply',
  mechanism:
    'The server announces the address of its own interface behind a NAT. Clients outside cannot reach it: packets to it are dropped on the way or end at a host that is not the server.',
  lookAlikes:
    "If the control peer's passive ports are closed as well, passive-range-closed is reported beside this. If the address lies in the client's own LAN it is pasv-address-shadows-lan.",
  sources: ['RFC 1918', 'RFC 2663 section 2.9', 'RFC 959 section 4.1.2 (PASV)'],
  judge: (o) =>
    judgeWrongAddress(
      o,
      'pasv-address-private',
      () => 'a private address that is not the one its control connection has',
    ),
  remedies: wrongAddressRemedies,
});
