import { serverSetting, whereToSet } from './repair.js';
import { spreadOf } from './port-spread.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';

/** The ranges from which ports are drawn when nobody says otherwise: by systems, or by the servers themselves. */
const systems = [
  { low: 32_768, high: 60_999, of: 'Linux' },
  { low: 49_152, high: 65_535, of: 'Windows since Vista, BSD and macOS (IANA)' },
  { low: 1024, high: 5000, of: 'Windows up to 2003 and old Unix' },
  // Seen with vsftpd 3.0.3, ProFTPD 1.3.8 and Pure-FTPd 1.0.50.
  { low: 1024, high: 65_535, of: 'vsftpd, ProFTPD and Pure-FTPd without settings' },
] as const;

/** A range that somebody set is hardly ever wider than this share of the system's. */
const telling = 0.25;
const leastPorts = 4;

export default defineRule({
  id: 'passive-range-ephemeral',
  kind: 'risk',
  party: 'server',
  title: 'Passive ports from the whole range of the system',
  mechanism:
    'The server has no passive range of its own and takes what the system gives, or any port from 1024 (vsftpd, ProFTPD, Pure-FTPd). A firewall would have to let in tens of thousands of ports, so sooner or later somebody closes them.',
  lookAlikes: 'A small range that somebody set may well lie within the range of the system.',
  sources: ['RFC 6056 section 3.2', 'RFC 6335 section 6', 'Linux ip_local_port_range'],
  judge(o) {
    const spread = spreadOf(o);
    if (spread === null || new Set(spread.ports).size < leastPorts) return notApplicable;
    const { min, max } = spread;
    const system = systems.find(({ low, high }) => min >= low && max <= high && max - min > telling * (high - low));
    if (system === undefined) {
      return absent(`the ports lie between ${min} and ${max}, which is no range of a system or only a part of it`);
    }
    return present({
      confidence: 'likely',
      affects: [],
      summary: `The server takes its passive ports from anywhere between ${min} and ${max}: it seems to have no range of its own, but the one of ${system.of} (${system.low} to ${system.high}).`,
      for: [evidence(`Ports named: ${spread.ports.join(', ')}.`)],
    });
  },
  remedies: (o) => [
    {
      for: 'server admin',
      text: `Set a small passive range and open exactly that.${whereToSet(o)}`,
      ...serverSetting(o, ({ setRange }) => setRange?.(50_000, 50_100)),
    },
  ],
});
