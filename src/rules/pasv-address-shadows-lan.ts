import { defineRule } from './rule.js';
import { judgeWrongAddress, wrongAddressRemedies } from './wrong-address.js';

export default defineRule({
  id: 'pasv-address-shadows-lan',
  kind: 'cause',
  party: 'server',
  title: "A private address in the 227 reply that lies in the client's LAN",
  mechanism:
    "The server announces its inside address, and the client's own network uses the same private prefix. The client connects to a neighbour of its own: refused at once, unreachable after ARP gives up, or accepted by a wrong host.",
  lookAlikes: "Outside the client's prefixes the same fault is pasv-address-private and times out instead.",
  sources: ['RFC 1918 section 5', 'RFC 959 section 4.1.2 (PASV)'],
  judge: (o) =>
    judgeWrongAddress(o, 'pasv-address-shadows-lan', () => "a private address that also lies in this client's own LAN"),
  remedies: wrongAddressRemedies,
});
