import { eventsOf, modesOf, passiveModes } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { blinded, namesOtherAddress, tlsPairs } from './tls-pair.js';
import { quotedWords } from './words.js';
import { bothOf, firewallSetting, neverBoth, serverSetting, whereToSet } from './repair.js';
import { openingOf, rangeToOpen } from './opening.js';

export default defineRule({
  id: 'hidden-alg-dependence',
  kind: 'cause',
  party: 'server-nat',
  title: 'Passive mode that lives on a translator rewriting 227',
  mechanism:
    'The server announces its inside address. In clear a router rewrites the 227 reply and opens the port it names, so everything seems well; under TLS it can read neither, the inside address leaks and the port stays closed.',
  lookAlikes:
    'If 227 is the same in clear and under TLS and only the port stays closed it is alg-blind-under-tls. ProFTPD can be told to announce another address under TLS (TLSMasqueradeAddress).',
  sources: ['RFC 4217 section 12', 'RFC 3027 section 4.1'],
  judge(o) {
    const pair = tlsPairs(o).find(({ clear }) => clear.mode === 'PASV');
    if (pair === undefined) return notApplicable;
    const { clear, tls } = pair;
    if (clear.reached !== 'completed') return absent('PASV does not list in clear either');
    if (tls.reached === 'completed') return absent('PASV lists in clear and under TLS');
    if (!namesOtherAddress(pair)) return absent('the server names the same address in clear and under TLS');
    const others = blinded(o).filter(({ clear: { mode } }) => mode === 'EPSV');
    if (o.control.server?.product === 'ProFTPD' && others.length === 0) {
      return undetermined('ProFTPD may announce another address under TLS by itself (TLSMasqueradeAddress)');
    }
    const rewritten = clear.advertised?.host ?? '';
    const inside = tls.advertised?.host ?? '';
    const affected = blinded(o)
      .map((one) => one.tls)
      .filter(({ mode }) => passiveModes.includes(mode));
    return present({
      confidence: 'weighed',
      affects: modesOf(affected.length === 0 ? [tls] : affected),
      summary: `Passive mode works only in clear, where a device on the way rewrites ${inside} in the 227 reply to ${rewritten}; under TLS it cannot.`,
      for: [
        ...(clear.setup === null
          ? []
          : [evidence(`In clear: ${quotedWords(clear.setup)}, and the listing arrives.`, eventsOf([clear]))]),
        ...(tls.setup === null
          ? []
          : [
              evidence(
                `Under TLS, same server and port: ${quotedWords(tls.setup)}, then ${tls.failure?.detail ?? 'no connection'}.`,
                eventsOf([tls]),
              ),
            ]),
        ...others.map((one) =>
          evidence(
            `EPSV, which names no address, lists in clear and not under TLS: the port is open only while the device reads along.`,
            eventsOf([one.clear, one.tls]),
          ),
        ),
      ],
    });
  },
  remedies: (o) => {
    const outside = o.control.remote?.host ?? 'the outside address';
    const { range } = rangeToOpen(o);
    return [
      {
        for: 'server admin',
        text: `Announce ${outside} and a fixed passive range, once they are forwarded, instead of relying on the translator. ${neverBoth(outside)}${whereToSet(o)}`,
        ...serverSetting(o, ({ setAddress, setRange }) =>
          bothOf(setAddress?.(outside), setRange?.(range.low, range.high)),
        ),
      },
      {
        for: 'firewall admin',
        text: 'Forward the same passive range 1:1 to the server, which no ALG can do under TLS. Once the server announces its outside address, take the FTP helper off its control port.',
        ...firewallSetting(({ forward, helperOff: off }) =>
          bothOf(forward?.({ ...openingOf(o), range }), off?.(o.target.port)),
        ),
      },
      { for: 'client user', text: 'Until that is done only FTP in clear works, which shows the password to the path.' },
    ];
  },
});
