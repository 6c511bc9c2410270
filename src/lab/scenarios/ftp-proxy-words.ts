import { ftp, target, world } from '../parts.js';
import type { Personality } from '../ftp/personality.js';
import { vsftpd } from '../personalities/vsftpd.js';
import { defineScenario } from '../scenario.js';

/** vsftpd as it appears through SUSE's ftp-proxy 1.9: greeting and refusals are the proxy's. */
export const proxied: Personality = {
  ...vsftpd,
  greeting: () => ['220 gate FTP server (Version 1.9.2.4 - 2005/01/11 13:03:28) ready.'],
  unknown: (verb) => `500 '${verb}': command unrecognized.`,
};

export default defineScenario({
  id: 'ftp-proxy-words',
  title: 'A transparent proxy on the way knows fewer commands than the server',
  story:
    'The proxy of the office answers in the place of vsftpd and refuses what it does not know, such as EPSV and EPRT, in words of its own. STAT passes, and there vsftpd names itself: it would have said "Unknown command".',
  target: target(),
  expect: { verdict: 'degraded', first: 'ftp-proxy-in-path', sure: { 'ftp-proxy-in-path': 'likely' } },
  build: () => world({ services: { 21: ftp({ personality: proxied, unknown: ['EPSV', 'EPRT', 'FEAT'] }) } }),
});
