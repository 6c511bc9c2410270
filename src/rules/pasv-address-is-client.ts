import { defineRule } from './rule.js';
import { judgeWrongAddress, wrongAddressRemedies } from './wrong-address.js';

export default defineRule({
  id: 'pasv-address-is-client',
  kind: 'cause',
  party: 'server',
  title: "The client's own address in the 227 reply",
  mechanism:
    'The reply to PASV names the address of the client instead of the server. A literal client connects to itself and is refused, or meets a listener of its own.',
  lookAlikes:
    "An address that merely lies in the client's LAN is pasv-address-shadows-lan; the server's inside address is pasv-address-private.",
  sources: ['RFC 959 section 4.1.2 (PASV)', 'Microsoft Q283679, whose passive table shows it'],
  judge: (o) => judgeWrongAddress(o, 'pasv-address-is-client', () => 'which is this client itself'),
  remedies: wrongAddressRemedies,
});
