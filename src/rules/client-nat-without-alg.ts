import { firewallSnippet } from '../knowledge/firewalls/index.js';
import type { Observations } from '../model/observations.js';
import type { Evidence } from '../model/rule.js';
import { familyOf, formatEndpoint, isInternal } from '../protocol/address.js';
import { echoOf, neverCalled, portMoved, refusedForAddress, serverErrno, whereNoneIsMissing } from './callback.js';
import { activeModes, clientNat, eventsOf, hiddenAtServer, listingsOf, modesOf } from './facts.js';
import { helperSeen, refusedAtSecondSyn } from './helper-seen.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { portRewritten } from './port-rewritten.js';
import { blinded } from './tls-pair.js';
import { boundTo21 } from './second-port.js';
import { forwardedAlready } from './two-ends/forwarded.js';
import { replyWords } from './words.js';

function seen(o: Observations): Evidence[] {
  const { local, seenAs } = o.control;
  if (seenAs === null) return [];
  return [
    evidence(
      `The control connection leaves from ${local?.host ?? 'here'}, but the server sees it come from ${seenAs.host} (${seenAs.where}).`,
      seenAs.events,
    ),
  ];
}

export default defineRule({
  id: 'client-nat-without-alg',
  kind: 'cause',
  party: 'client-nat',
  title: 'A NAT at the client that does not translate PORT',
  mechanism:
    'In active mode the client names its own address in PORT or EPRT. Behind NAT that is a private address; unless an FTP ALG on the NAT rewrites the command and opens the port, the server refuses it or calls an address that leads nowhere.',
  lookAlikes:
    'An ALG bound to port 21 or blinded by TLS fails on other ports or under TLS only. Without NAT a missing callback points to a firewall at the client.',
  sources: ['RFC 959 section 4.1.2 (PORT)', 'RFC 2663 section 2.9', 'RFC 3027 section 4.1'],
  judge(o) {
    const { control, target } = o;
    const tried = listingsOf(o).filter(({ mode }) => activeModes.includes(mode));
    if (tried.length === 0) return notApplicable;
    if (control.local === null) {
      return neverCalled(o).length > 0 ? undetermined("this client's address is not shown") : notApplicable;
    }
    const refused = refusedForAddress(o);
    const silent = neverCalled(o);
    const { nat, told } = clientNat(o);
    if (control.seenAs !== null && familyOf(control.seenAs.host) === 4 && familyOf(control.local.host) === 6) {
      return absent('the server sees an IPv4 client: a translator between the families is on the way');
    }
    if (blinded(o).some(({ tls }) => activeModes.includes(tls.mode))) {
      return absent('in clear active mode works, so something does translate PORT, and TLS blinds it');
    }
    if (refused.length + silent.length === 0) return whereNoneIsMissing(o);
    if (nat === false && !refused.some((one) => echoOf(one) !== null)) {
      return absent(`the server sees this client at its own address ${control.local.host}`);
    }
    if (hiddenAtServer(o)) {
      return undetermined(`the server sees ${control.seenAs?.host ?? ''}: something on its own side hides its clients`);
    }
    if (boundTo21(o).length > 0) return absent('active mode works over control port 21, so there is an ALG');
    if (helperSeen(o).seen === true && refusedAtSecondSyn(o).length > 0)
      return absent('an FTP helper is on the way, and the callback was refused at its second try');
    if (refused.length === 0 && portRewritten(o).rewritten)
      return absent(
        'something on the way translates PORT: the server takes it alone and refuses it where no ALG looks',
      );
    if (refused.length === 0 && helperSeen(o).seen === true)
      return undetermined('an FTP helper is on the way, and the server does not tell whether it translates PORT');
    if (portMoved(o)) return undetermined('the port in PORT was changed on the way, so something does translate it');
    if (target.activeAddress !== null) return undetermined('the address to announce was given by --active-address');
    if (refused.some((one) => echoOf(one) === 'changed')) {
      return undetermined('the address in PORT was changed on the way, so something does translate it');
    }
    const echoed = refused.find((one) => echoOf(one) === 'untranslated');
    // A translator before the server makes the same picture: then the server sees one of its own private addresses.
    const mayBeClients =
      control.seenAs === null || !isInternal(control.seenAs.host) || isInternal(control.remote?.host ?? '');
    const ours = mayBeClients && (isInternal(control.local.host) || (told && refused.length > 0));
    if (echoed !== undefined && !ours && !isInternal(control.local.host) && control.remote?.host !== '')
      return undetermined(
        `${control.local.host}, the public address of this client, arrived as it was sent, and the server sees another: a NAT before this client changes it, or something before the server that hides its clients`,
      );
    // A log may not show the server's address; that it refuses a private one still does.
    const refusedUnseen = refused.length > 0 && control.remote?.host === '' && isInternal(control.local.host);
    if (echoed === undefined && (nat === null || !ours) && !refusedUnseen)
      return undetermined('whether NAT stands before this client is not known');
    if (serverErrno(silent) !== null) return absent('the server says that it could not send out the connection itself');
    const failing = [...refused, ...silent];
    const kind = isInternal(control.local.host) ? 'private' : 'own';
    return present({
      confidence: 'weighed',
      // Before a client with a public address there is seldom a NAT; a proxy before the server looks the same.
      ...(kind === 'own' ? { party: 'path' as const } : {}),
      affects: modesOf(failing),
      summary:
        refused.length > 0
          ? `Active mode names ${control.local.host}, this client's ${kind} address, and nothing on the way translates it into one the server accepts.`
          : `Active mode names ${control.local.host}, this client's ${kind} address, and the data connection it asks for never came in through the NAT.`,
      for: [
        ...failing.map((one) =>
          evidence(
            one.setup === null ? one.mode : `${one.setup.command} was answered with: ${replyWords(one.setup)}`,
            eventsOf([one]),
          ),
        ),
        ...silent
          .slice(0, 1)
          .map((one) => evidence(`No data connection came: ${one.failure?.detail ?? ''}.`, eventsOf([one]))),
        ...(echoed?.advertised == null
          ? []
          : [evidence(`The server received ${formatEndpoint(echoed.advertised)} as it was sent.`, eventsOf([echoed]))]),
        ...seen(o),
        ...(told ? [] : [evidence(`A private address (${control.local.host}) reached a public one only through NAT.`)]),
      ],
      ...(kind === 'own'
        ? { notTested: ['Whether the translator stands at this client or, as a proxy does, before the server.'] }
        : {}),
    });
  },
  remedies: (o) => [
    { for: 'client user', text: 'Use passive mode (EPSV or PASV).' },
    ...forwardedAlready(o),
    {
      for: 'firewall admin',
      text: `On the NAT before ${o.control.local?.host ?? 'the client'}: assign the FTP helper to control port ${o.target.port} and let related connections in. It cannot help under TLS.`,
      snippet: firewallSnippet(({ helperOn }) => helperOn?.(o.target.port)),
    },
    {
      for: 'server admin',
      text: 'Nothing is wrong at the server; make sure that passive mode works for clients behind NAT.',
    },
  ],
});
