import { formatEndpoint, sameAddress } from '../protocol/address.js';
import { echoOf, refusedForAddress } from './callback.js';
import { eventsOf, hiddenAtServer, modesOf, setupMeaning } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { replyWords } from './words.js';
import { forwardedAlready } from './two-ends/forwarded.js';

export default defineRule({
  id: 'double-nat',
  kind: 'cause',
  party: 'client-nat',
  title: 'Two NATs at the client, and only the inner one translates PORT',
  mechanism:
    "The inner NAT rewrites the address in PORT to its own outer address, which is itself private or shared; the outer NAT of the provider has no ALG. The server receives a third address, neither the client's nor the one it sees.",
  lookAlikes:
    'Without any ALG the server receives the address as it was sent: client-nat-without-alg. Where the server sees a private address on its own side, a proxy there hides its clients: server-behind-proxy.',
  sources: ['RFC 6888', 'RFC 2663 section 4.4 (twice NAT)'],
  judge(o) {
    const refused = refusedForAddress(o);
    const told = refused.filter((one) => setupMeaning(one)?.received !== undefined);
    const { local, seenAs } = o.control;
    if (told.length === 0 || seenAs === null) return notApplicable;
    if (hiddenAtServer(o))
      return undetermined(`the server sees ${seenAs.host}: something on its own side hides its clients`);
    const third = told.filter((one) => {
      const received = setupMeaning(one)?.received?.host ?? '';
      return one.advertised !== null && echoOf(one) === 'changed' && !sameAddress(received, seenAs.host);
    });
    const first = third[0];
    if (first?.advertised == null) return absent('the server received no third address in PORT');
    const received = setupMeaning(first)?.received?.host ?? '';
    return present({
      confidence: 'weighed',
      affects: modesOf(third),
      summary: `Active mode names ${local?.host ?? ''}, the server receives ${received} and sees ${seenAs.host}: two NATs, of which only the inner one translates PORT.`,
      for: third.flatMap((one) =>
        one.setup === null
          ? []
          : [
              evidence(
                `Sent ${formatEndpoint(first.advertised ?? { host: '', port: 0 })}; answered: ${replyWords(one.setup)}`,
                eventsOf([one]),
              ),
            ],
      ),
    });
  },
  remedies: (o) => [
    {
      for: 'client user',
      text: `Use passive mode${forwardedAlready(o).length === 0 ? '; no port forward on the inner router can help' : ''}.`,
    },
    ...forwardedAlready(o),
    {
      for: 'firewall admin',
      text: 'Put the inner router into bridge mode, or get a public IPv4 address or IPv6 from the provider. Where the outer NAT is your own, put the FTP helper on that one too: both have to translate.',
    },
  ],
});
