import { arrived, type Pattern, twoAddresses, verbs } from './pattern.js';

/** Texts that say exactly what they mean, and those that override what the command would suggest. */
export const general: readonly Pattern[] = [
  // Pure-FTPd names both addresses, pyftpdlib the one it received, SFTPGo those of the two connections.
  {
    answers: verbs.active,
    says: /won't open a connection to (\S{2,60}) \(only to (\S{2,60}?)\)/i,
    means: twoAddresses('foreign-address'),
  },
  {
    answers: verbs.active,
    says: /Rejected data connection to foreign address (\S{2,70})/i,
    means: arrived('foreign-address'),
  },
  {
    answers: null,
    says: /Rejected data connection from foreign address (\S{2,70})/i,
    means: arrived('data-peer-rejected'),
  },
  {
    answers: null,
    says: /data connection ip address (\S{2,60}) does not match control connection ip address (\S{2,60})/i,
    means: twoAddresses('data-peer-rejected'),
  },

  // vsftpd complains of its own settings with OOPS; the text about binding means that its ports are taken.
  {
    answers: verbs.passive,
    says: /^OOPS: vsf_sysutil_bind|attempts to find a listening port/i,
    means: 'range-exhausted',
  },
  { answers: null, says: /^OOPS: vsf_sysutil_bind/i, means: 'bind-failed' },
  { answers: null, says: /^OOPS: /, means: 'misconfigured' },

  { answers: null, says: /too many (?:failed|login|invalid|incorrect|bad|wrong|auth)/i, means: 'login' },
  {
    answers: null,
    says: /too many (?:open |simultaneous |concurrent |connected |active )?(?:connections|connected|users|clients|sessions|logins|transfers)|\(?the maximum\)? (?:number|are|of)|maximum (?:number|login|session|connection|client|user)|(?:accept|allowed) more than \d+ connections|no more connections|(?:connection|session|user|client) limit|server is full/i,
    means: 'too-busy',
  },
];
