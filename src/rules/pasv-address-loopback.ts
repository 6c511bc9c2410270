import { defineRule } from './rule.js';
import { judgeWrongAddress, wrongAddressRemedies } from './wrong-address.js';

export default defineRule({
  id: 'pasv-address-loopback',
  kind: 'cause',
  party: 'server',
  title: 'A loopback address in the 227 reply',
  mechanism:
    'The server announces 127.0.0.1 or another loopback address: the address its listener is bound to or that its host name resolves to at home. To every client that means the client itself.',
  lookAlikes:
    'A server reached over loopback or through a tunnel on this host rightly announces it; then the listing works and nothing is claimed.',
  sources: ['RFC 1122 section 3.2.1.3', 'RFC 959 section 4.1.2 (PASV)'],
  judge: (o) => judgeWrongAddress(o, 'pasv-address-loopback', () => "which is the client's own loopback"),
  remedies: wrongAddressRemedies,
});
