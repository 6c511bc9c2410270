import { defineRule, evidence, notApplicable, present } from './rule.js';
import { answer, bounceWarning, probeOf, taken, takesOurs } from './third-party-facts.js';

export default defineRule({
  id: 'fxp-refused',
  kind: 'note',
  party: 'server',
  title: 'A server that refuses to serve third parties',
  mechanism:
    "The server calls no other address than its client's, or takes no data from another one. That is the safe setting; a transfer from server to server (FXP) is not possible with it.",
  lookAlikes:
    "Behind a NAT the client's own address is refused as well: that is client-nat-without-alg. Data that is refused although no other server is involved is data-peer-rejected.",
  sources: ['RFC 2577 sections 2 and 3', 'Microsoft Q247132', 'RFC 4217 section 10.2'],
  judge(o) {
    const port = probeOf(o, 'foreign-address');
    if (port === null || taken(port) !== false || !takesOurs(o)) return notApplicable;
    return present({
      confidence: 'strong',
      affects: [],
      summary:
        'The server refuses a PORT that names another host than its client: it cannot be made to call third parties, nor to send a file to another server that waits for it.',
      for: [evidence(`${port.asked.command}: ${answer(port)}`, port.events)],
    });
  },
  remedies: () => [
    {
      for: 'server admin',
      text: `Leave it so. Only for transfers between servers that trust each other: ftpdoctor fxp FROM TO tells which setting they need. ${bounceWarning}`,
    },
  ],
});
