import { eventsOf, list, modesOf } from './facts.js';
import { brokenByProxy, callsInPassive, failsOnlyHere, foreignRefusals } from './proxy-facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { quotedWords } from './words.js';

export default defineRule({
  id: 'ftp-proxy-in-path',
  kind: 'cause',
  party: 'path',
  title: 'A proxy that speaks FTP in the place of the server',
  mechanism:
    'A transparent FTP proxy (ftp-proxy, frox, an ALG in proxy or hybrid mode) ends the control connection and opens its own. It knows fewer commands than the server, ends at TLS, and may fetch data in another mode than it was asked for: the client waits in passive mode while the server is told to call.',
  lookAlikes:
    'A helper only rewrites addresses and leaves the words alone (alg-present). A server that lacks a command refuses it in its own words (mode-unsupported). A relay of the fourth layer passes every word on (server-behind-proxy).',
  sources: ['RFC 959 sections 3.2 and 5.3', 'RFC 3135 section 2', 'path catalogue 12 and 34'],
  judge(o) {
    const broken = brokenByProxy(o);
    if (broken.length === 0)
      return foreignRefusals(o).own.length > 0
        ? absent('what the server refuses it refuses in its own words')
        : notApplicable;
    const { product, foreign } = foreignRefusals(o);
    const calls = callsInPassive(o);
    const second = failsOnlyHere(o);
    const does = [
      ...(foreign.length > 0
        ? [`refuses ${list(modesOf(foreign))} in words that ${product ?? 'the server'} does not have`]
        : []),
      ...(calls.length > 0 ? [`has the server call, although ${list(modesOf(calls))} asks it to wait`] : []),
    ];
    return present({
      confidence: 'weighed',
      affects: modesOf(broken),
      summary: `Something on the way speaks FTP in the place of the server: it ${does.join(', and ')}.`,
      for: [
        ...foreign.flatMap((one) =>
          one.setup === null
            ? []
            : [
                evidence(
                  `${one.mode}: ${quotedWords(one.setup)}; the server calls itself ${product ?? 'unknown'} in STAT, which says it otherwise.`,
                  eventsOf([one]),
                ),
              ],
        ),
        ...calls.flatMap((one) =>
          one.listing === null
            ? []
            : [
                evidence(
                  `${one.mode}: the data connection was open, and the server answered ${quotedWords(one.listing)}: it was told to call, not to wait.`,
                  eventsOf([one]),
                ),
              ],
        ),
        ...(second?.works === true
          ? [
              evidence(
                `Over port ${second.there[0]?.controlPort ?? 0} of the same server it works.`,
                eventsOf(second.there),
              ),
            ]
          : []),
      ],
    });
  },
  remedies: ({ target, control }) => [
    {
      for: 'firewall admin',
      text: `Exempt FTP to ${control.remote?.host ?? target.host} from the proxy, or have it use the mode that the client asks for (ftp-proxy: DestinationTransferMode client; D-Link and Clavister: an FTP ALG without hybrid mode).`,
      snippet: '# ftp-proxy.conf\nDestinationTransferMode client',
    },
    {
      for: 'client user',
      text: 'Use a mode that works; implicit TLS or another control port passes by such a proxy.',
      snippet: `ftpdoctor check ftps://${target.host}`,
    },
  ],
});
