import { isInternal, sameAddress } from '../protocol/address.js';
import { oneOrTheOther } from './double-translation.js';
import { clientNat, eventsOf, listingOf } from './facts.js';
import { helperSeen } from './helper-seen.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

export default defineRule({
  id: 'double-translation-risk',
  kind: 'risk',
  party: 'server-nat',
  title: 'An ALG beside a fixed outside address',
  mechanism:
    'A server behind NAT announces its outside address, and an FTP ALG watches the same control port. As long as the range is forwarded it works; an ALG that finds a foreign address in 227 opens no port and may change or drop the reply.',
  lookAlikes: 'An ALG before the client does no harm to a 227 that names the right address.',
  sources: ['RFC 3027 section 4.1', 'Linux nf_conntrack_ftp (loose)'],
  judge(o) {
    const { local, remote, serverInside } = o.control;
    const pasv = listingOf(o, 'PASV');
    if (remote === null || pasv?.advertised == null || o.splits.length === 0) return notApplicable;
    if (!sameAddress(pasv.advertised.host, remote.host)) return absent('the 227 names another address');
    const [inside] = serverInside;
    if (inside === undefined) return absent('the server discloses no address but the one that is dialled');
    const { seen, why, words, events } = helperSeen(o);
    if (seen === null) return undetermined(why);
    if (!seen) return absent('no helper of the Linux kind is on the way');
    const { nat } = clientNat(o);
    // Where the server does not tell, a client at a public address has no NAT before it.
    if (nat === true || (nat === null && (local === null || isInternal(local.host))))
      return undetermined('the helper may stand before this client, where it does no harm');
    const underTls = o.attempts.find(
      ({ mode, encrypted, advertised }) =>
        mode === 'PASV' && encrypted && advertised !== null && sameAddress(advertised.host, remote.host),
    );
    return present({
      confidence: underTls === undefined ? 'possible' : 'likely',
      affects: [],
      summary: `The server stands behind NAT (${inside.host}) and 227 names ${remote.host}, with an FTP helper on the way: if both the server and the helper translate, they fight.`,
      for: [
        evidence(`The server's own address in ${inside.where}: ${inside.host}.`, inside.events),
        evidence(`227 names ${remote.host}.`, eventsOf([pasv])),
        evidence(words, events),
        ...(underTls === undefined
          ? []
          : [evidence('Under TLS 227 names the same address: the server announces it itself.', eventsOf([underTls]))]),
      ],
      notTested: [
        'Whether the helper stands before the server or on a firewall at the client, where it does no harm.',
        ...(underTls === undefined ? ['Whether the server or the helper put that address in (PASV under TLS).'] : []),
      ],
    });
  },
  remedies: oneOrTheOther,
});
