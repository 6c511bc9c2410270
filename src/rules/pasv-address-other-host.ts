import { defineRule } from './rule.js';
import { judgeWrongAddress, wrongAddressRemedies } from './wrong-address.js';

export default defineRule({
  id: 'pasv-address-other-host',
  kind: 'cause',
  party: 'server',
  title: 'The address of another host in the 227 reply',
  mechanism:
    "The server announces a public address that is not the control peer's: an old address of a line that changed, the address of another line, or a mistyped setting.",
  lookAlikes:
    "Servers with several addresses announce another one on purpose; that is a fault only when it fails while the control peer's own passive port works.",
  sources: ['RFC 959 section 4.1.2 (PASV)', 'RFC 1123 section 4.1.2.6'],
  judge: (o) =>
    judgeWrongAddress(
      o,
      'pasv-address-other-host',
      () => 'another host than the one it serves the control connection from',
    ),
  remedies: wrongAddressRemedies,
});
