import type { Report } from '../../../src/model/report.js';
import { script } from '../wire-script.js';
import { active, attempt, cleartext, loggedIn, nothing, passive, ran, report } from './base.js';

export const privateAddress: Report = ((): Report => {
  const first = loggedIn();
  const second = script('passive-pasv', first.events.length + 1, 92);
  second.did('connect', '198.51.100.7:21', '192.168.1.100:51236 198.51.100.7:21', { took: 12.4 });
  second.did('read', '', '220 (vsFTPd 3.0.5)\r\n', { took: 12.9 });
  const pasv = second.asked('PASV', '227 Entering Passive Mode (10,0,0,10,195,80).');
  const dial = second.failed('connect', '10.0.0.10:50000', 'timed-out', 'nothing came within 8000 ms', {
    data: true,
    took: 8000,
  });
  const peer = second.did('connect', '198.51.100.7:50001', '192.168.1.100:51240 198.51.100.7:50001', {
    data: true,
    socket: 3,
    took: 12.1,
  });
  second.asked('QUIT', '221 Goodbye.');
  return report({
    durationMs: 8412,
    verdict: 'degraded',
    headline:
      'The 227 reply names 10.0.0.10, a private address that is not the one its control connection has; 198.51.100.7 answers on the same ports.',
    control: { ...report({}).control, seenAs: '203.0.113.7', serverInside: ['10.0.0.10'] },
    attempts: [
      passive('PASV', 50000, {
        advertised: { host: '10.0.0.10', port: 50000, scope: 'private', scopeSource: 'RFC 1918' },
        used: { host: '10.0.0.10', port: 50000 },
        reached: 'negotiated',
        failure: { kind: 'timed-out', during: 'connect', detail: 'nothing came within 8000 ms', reply: null },
        durationMs: 8013.4,
        ...nothing,
        events: [...pasv, dial],
      }),
      passive('EPSV', 50044),
      active('PORT', 41001),
      active('EPRT', 41002),
      attempt({
        experiment: 'passive-pasv-peer',
        mode: 'PASV',
        advertised: { host: '10.0.0.10', port: 50001, scope: 'private', scopeSource: 'RFC 1918' },
        used: { host: '198.51.100.7', port: 50001 },
        durationMs: 74.5,
      }),
    ],
    passivePorts: {
      samples: [50000, 50044, 50001],
      min: 50000,
      max: 50044,
      order: 'random',
      estimatedRange: [50000, 50050],
      uncertainty: null,
      reachable: 2,
      tried: 3,
      deadPorts: [],
      intercepted: [],
      contradiction: null,
      capacity: null,
    },
    findings: [
      {
        id: 'pasv-address-private',
        kind: 'cause',
        party: 'server',
        confidence: 'proven',
        affects: ['PASV'],
        title: 'A private address in the 227 reply',
        summary:
          'The 227 reply names 10.0.0.10, a private address that is not the one its control connection has; 198.51.100.7 answers on the same ports.',
        for: [
          {
            text: 'PASV was answered with 10.0.0.10, which RFC 1918 reserves for private networks; the control connection goes to 198.51.100.7.',
            events: pasv,
          },
          { text: 'A connection to 10.0.0.10:50000 was never answered.', events: [dial] },
          { text: 'The control peer takes a data connection on a port it named.', events: [peer] },
        ],
        against: [],
        notTested: ["Whether 10.0.0.10 answers from inside the server's network."],
        remedies: [
          {
            for: 'server admin',
            text: 'Announce the public address.',
            snippet: '# /etc/vsftpd.conf\npasv_address=198.51.100.7\npasv_min_port=50000\npasv_max_port=50100',
          },
          {
            for: 'firewall admin',
            text: 'Forward the passive ports to the server, all of them and unchanged.',
            snippet: 'nft add rule ip nat prerouting tcp dport 50000-50100 dnat to 10.0.0.10',
          },
          {
            for: 'client user',
            text: 'Use EPSV, or a client that ignores the address in 227 (curl --ftp-skip-pasv-ip).',
          },
        ],
      },
      {
        id: 'passive-ports-sequential',
        kind: 'risk',
        party: 'server',
        confidence: 'possible',
        affects: ['PASV', 'EPSV'],
        title: 'Passive ports that can be guessed',
        summary: 'Two of three passive ports followed each other.',
        for: [{ text: 'The ports named were 50000, 50044 and 50001.', events: pasv }],
        against: [{ text: 'The third did not follow.', events: [] }],
        notTested: [],
        remedies: [{ for: 'server admin', text: 'Let the server choose its passive ports at random.' }],
      },
      cleartext,
    ],
    ruledOut: [
      { id: 'passive-range-closed', because: 'EPSV listed through a port of the same range', lookAlike: true },
      { id: 'pasv-address-shadows-lan', because: '10.0.0.10 is not in 192.168.1.0/24', lookAlike: true },
      { id: 'client-nat-without-alg', because: 'PORT listed' },
    ],
    undetermined: [{ id: 'hidden-alg-dependence', because: 'the server offers no TLS to compare with' }],
    advice: {
      modes: ['EPSV', 'EPRT', 'PORT'],
      nextExperiment: null,
      clients: [
        { client: 'curl >= 7.74', outcome: 'works, it ignores the address in 227' },
        { client: 'Windows ftp.exe', outcome: 'works, it knows only PORT' },
        { client: 'clients that believe 227', outcome: 'hang at LIST until their timeout' },
      ],
    },
    experiments: [...ran, { experiment: 'passive-pasv-peer', status: 'ran', detail: '' }],
    transcript: [...first.events, ...second.events],
  });
})();
