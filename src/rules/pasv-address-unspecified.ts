import { defineRule } from './rule.js';
import { judgeWrongAddress, wrongAddressRemedies } from './wrong-address.js';

export default defineRule({
  id: 'pasv-address-unspecified',
  kind: 'cause',
  party: 'server',
  title: 'An unspecified address in the 227 reply',
  mechanism:
    'The server announces 0.0.0.0, the wildcard its listener is bound to. Some clients take it for the control address, others connect to themselves or fail.',
  lookAlikes: 'A malformed reply is pasv-reply-malformed; here the numbers parse and mean nothing.',
  sources: ['RFC 1122 section 3.2.1.3', 'RFC 959 section 4.1.2 (PASV)'],
  judge: (o) => judgeWrongAddress(o, 'pasv-address-unspecified', () => 'which is no address at all'),
  remedies: wrongAddressRemedies,
});
