import type { ThirdPartyProbe } from '../model/observations.js';
import { fxpSettingsOf } from '../knowledge/fxp.js';
import { snippetOf } from './repair.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { answer, bounceWarning, probeOf, seenAsItIs, taken } from './third-party-facts.js';

/** Takes any address in PORT and looks at it only when it is to call. */
const looksLate = ['FileZilla Server'];

/** Whoever waits on in silence after LIST has given nothing either. */
const asksForData = ({ asked }: ThirdPartyProbe): boolean => asked.command.startsWith('LIST');

export default defineRule({
  id: 'fxp-allowed',
  kind: 'risk',
  party: 'server',
  title: 'A server that serves third parties',
  mechanism:
    'The server calls whatever address a client names in PORT, or sends data to whoever connects to its passive port. That makes transfers from server to server possible (FXP), and also scans and attacks through the server (bounce), and the theft of data by whoever guesses a port.',
  lookAlikes:
    'Some servers accept any PORT and check the address only when they are to call; a server behind a load balancer may see all data come from other addresses.',
  sources: ['RFC 2577 sections 2, 3 and 8', 'Microsoft Q247132, Q185378', 'CERT CA-1997-27'],
  judge(o) {
    const port = probeOf(o, 'foreign-address');
    const source = probeOf(o, 'second-source');
    const calls = port !== null && taken(port) === true;
    const gives = source !== null && source.bytes > 0;
    const first = port ?? source;
    if (first === null) return notApplicable;
    if (!calls && !gives) {
      const unclear = [port, source].find((one) => one !== null && taken(one) === null && !asksForData(one));
      if (unclear != null) return undetermined(`${unclear.asked.command}: ${answer(unclear)}`);
      return absent(`the server does not serve third parties: ${answer(first)}`);
    }
    const direct = seenAsItIs(o);
    const late = looksLate.includes(o.control.server?.product ?? '');
    return present({
      confidence: gives && direct ? 'proven' : calls && !late ? 'likely' : 'possible',
      affects: [],
      summary: [
        ...(calls ? ['The server takes a PORT that names another host than its client.'] : []),
        ...(gives ? ['The server hands data to another address than the one that asked for it.'] : []),
      ].join(' '),
      for: [
        ...(calls ? [evidence(`${port.asked.command}, a documentation address: ${answer(port)}`, port.events)] : []),
        ...(gives
          ? [evidence(`A listing of ${source.bytes} bytes went to a second address: ${answer(source)}`, source.events)]
          : []),
      ],
      notTested: [
        ...(calls ? ['Whether it would really call: nothing was transferred.'] : []),
        ...(gives && !direct ? ['Whether the server saw two addresses: a NAT may have made them one.'] : []),
        ...(source === null ? ['Data to a second address (--bind given twice).'] : []),
      ],
    });
  },
  remedies: ({ control }) => [
    {
      for: 'server admin',
      text: `${bounceWarning} Unless transfers between servers are wanted, forbid it.`,
      ...snippetOf(fxpSettingsOf(control.server?.product)?.neither ?? undefined),
    },
  ],
});
