import type { Observations, PortSample } from '../model/observations.js';
import type { Remedy } from '../model/rule.js';
import { sameAddress } from '../protocol/address.js';
import { count, failedListings, listingOf, modesOf, peerSamples } from './facts.js';
import { openingOf } from './opening.js';
import { bothOf, firewallSetting, neverBoth, serverSetting } from './repair.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

/** The connects to ports that one command named. */
function by(o: Observations, mode: 'PASV' | 'EPSV'): readonly PortSample[] {
  return peerSamples(o).filter((one) => one.mode === mode);
}

/** Whether 227 names the right address and its ports stay closed, while those that 229 names open. */
export function onlyPasvDead(o: Observations): boolean {
  const { remote } = o.control;
  const named = listingOf(o, 'PASV')?.advertised ?? null;
  if (remote === null || named === null || !sameAddress(named.host, remote.host)) return false;
  const [pasv, epsv] = [by(o, 'PASV'), by(o, 'EPSV')];
  // One port that stays closed, named again and again, is a matter of that port.
  const ports = new Set(pasv.map(({ port }) => port)).size;
  return ports > 1 && epsv.length > 1 && pasv.every(({ open }) => !open) && epsv.every(({ open }) => open);
}

export default defineRule({
  id: 'double-translation',
  kind: 'cause',
  party: 'server-nat',
  title: 'An ALG and a fixed outside address that fight over 227',
  mechanism:
    'The server announces its outside address itself, and the ALG on its NAT expects to find the inside one. It passes the foreign address by without opening the port, so PASV is dead; EPSV names no address, and there the ALG still opens the port.',
  lookAlikes:
    'A firewall that knows only 227 kills EPSV instead: epsv-unknown-to-alg. A partly open range follows the port and not the command.',
  sources: ['Linux nf_conntrack_ftp (loose=0: foreign addresses are not recorded)', 'RFC 3027 section 4.1'],
  judge(o) {
    const [pasv, epsv] = [by(o, 'PASV'), by(o, 'EPSV')];
    if (pasv.length === 0 || epsv.length === 0) return notApplicable;
    if (pasv.some(({ open }) => open)) return absent('a port that PASV named opened');
    if (epsv.every(({ open }) => !open)) return absent('ports that EPSV named do not open either');
    if (!onlyPasvDead(o)) return undetermined('too few ports of each command were tried');
    const named = listingOf(o, 'PASV')?.advertised?.host ?? '';
    return present({
      confidence: 'strong',
      affects: modesOf(failedListings(o, ['PASV'])),
      summary: `PASV names the right address (${named}) and its ports stay closed, while those of EPSV open: an ALG before the server looks for the inside address in 227 and does not find it.`,
      for: [
        evidence(
          `PASV: ${count(pasv.length, 'port')} of ${named} tried, none open.`,
          pasv.flatMap(({ events }) => events),
        ),
        evidence(
          `EPSV: ${count(epsv.length, 'port')} of the same address tried, all open.`,
          epsv.flatMap(({ events }) => events),
        ),
      ],
      notTested: ['Whose device it is: an ALG that cannot read this wording of 227 does the same.'],
    });
  },
  remedies: oneOrTheOther,
});

/** What to do where an ALG and a fixed outside address meet. */
export function oneOrTheOther(o: Observations): Remedy[] {
  const opening = openingOf(o);
  return [
    {
      for: 'server admin',
      text: `${neverBoth(opening.outside)} The first, over a forwarded range, also works under TLS.`,
      ...serverSetting(o, ({ setRange }) => setRange?.(opening.range.low, opening.range.high)),
    },
    {
      for: 'firewall admin',
      text: 'With a fixed outside address at the server: forward the whole passive range one to one and take the FTP helper off its control port.',
      ...firewallSetting(({ forward, helperOff }) => bothOf(forward?.(opening), helperOff?.(o.target.port))),
    },
    { for: 'client user', text: 'Use EPSV.' },
  ];
}
