import { clueIn } from '../log/clue.js';
import { logReader } from '../log/log-reader.js';

export default logReader({
  id: 'firewall',
  title: 'deny lines: iptables and nftables LOG, nf_ct_ftp, Cisco ASA, FortiGate, Windows Firewall',
  side: 'path',
  marks: [
    /\bIN=\S* OUT=\S* .*\bSRC=\S+ DST=\S+ /,
    /nf_ct_ftp: /,
    /%ASA-\d-\d{6}:/,
    /\bdevname=\S+ .*\btype="?traffic"?/,
    /^#Fields: date time action protocol src-ip dst-ip src-port dst-port/,
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d (?:DROP|ALLOW) (?:TCP|UDP|ICMP) /,
  ],
  weight: 0.92,
  start: (say) => (line) => {
    const found = clueIn(line);
    if (found !== null) say({ kind: 'clue', what: found.what, from: found.from, to: found.to });
  },
});
