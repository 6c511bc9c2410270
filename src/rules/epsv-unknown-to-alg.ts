import { opensBy } from './census.js';
import { count, failedListings, listingOf, modesOf } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { firewallSetting, serverSetting } from './repair.js';
import { openingOf } from './opening.js';

export default defineRule({
  id: 'epsv-unknown-to-alg',
  kind: 'cause',
  party: 'path',
  title: 'An ALG that knows PASV but not EPSV',
  mechanism:
    'A firewall opens the passive port only for the 227 reply it understands. The 229 reply of EPSV passes unread, no pinhole is opened, and the data connection is dropped.',
  lookAlikes:
    'In a partly open range the outcome follows the port, not the command. A server without EPSV refuses the command itself.',
  sources: ['RFC 2428 section 3', 'RFC 6384'],
  judge(o) {
    const pasv = listingOf(o, 'PASV');
    const epsv = listingOf(o, 'EPSV');
    if (pasv === null || epsv === null) return notApplicable;
    if (epsv.reached === 'completed') return absent('EPSV lists');
    if (epsv.failure?.during !== 'connect') return notApplicable;
    const [known, unknown] = [opensBy(o, 'PASV'), opensBy(o, 'EPSV')];
    if (known.open === 0) return notApplicable;
    if (unknown.open > 0 || known.closed > 0) return absent('the outcome does not follow the command');
    if (known.open < 2 || unknown.closed < 2)
      return undetermined('one port for each command is not enough to tell command from port');
    return present({
      confidence: 'weighed',
      // A firewall that does not know 229 may not know EPRT either; where PORT fails as well that has other reasons.
      affects: modesOf(failedListings(o, listingOf(o, 'PORT')?.reached === 'completed' ? ['EPSV', 'EPRT'] : ['EPSV'])),
      summary: `Every passive port named by PASV opens (${count(known.open, 'port')}), none named by EPSV does (${count(unknown.closed, 'port')}): a firewall reads 227 but not 229.`,
      for: [
        evidence(`PASV: ${known.open} of ${known.open} opened.`, known.events),
        evidence(`EPSV: 0 of ${unknown.closed} opened.`, unknown.events),
      ],
    });
  },
  remedies: (o) => [
    {
      for: 'client user',
      text: 'Force PASV (curl --disable-epsv, lftp "set ftp:prefer-epsv no", rclone --ftp-disable-epsv).',
    },
    {
      for: 'firewall admin',
      text: 'Update the FTP ALG, or open the passive range of the server without it.',
      ...firewallSetting(({ letOut }) => letOut?.(openingOf(o))),
    },
    {
      for: 'server admin',
      text: 'Until the firewall is mended, EPSV can be refused so that clients fall back.',
      ...serverSetting(o, ({ refuseEpsv }) => refuseEpsv),
    },
  ],
});
