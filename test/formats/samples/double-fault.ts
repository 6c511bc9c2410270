import type { Report } from '../../../src/model/report.js';
import { script } from '../wire-script.js';
import { report, nothing, passive, active, ran, loggedIn } from './base.js';

export const doubleFault: Report = ((): Report => {
  const first = loggedIn();
  const pasv = script('passive-pasv', first.events.length + 1, 92);
  const named = pasv.asked('PASV', '227 Entering Passive Mode (10,0,0,10,195,80).');
  const unreachable = pasv.failed('connect', '10.0.0.10:50000', 'unreachable', 'EHOSTUNREACH', {
    data: true,
    took: 3060,
  });
  const epsv = script('passive-epsv', first.events.length + pasv.events.length + 1, 92);
  const extended = epsv.asked('EPSV', '229 Entering Extended Passive Mode (|||50044|)');
  const closed = epsv.failed('connect', '198.51.100.7:50044', 'timed-out', 'nothing came within 8000 ms', {
    data: true,
    took: 8000,
  });
  return report({
    target: { host: 'ftp.example.com', port: 21, tls: 'explicit', user: 'backup', path: '/in' },
    durationMs: 17050,
    verdict: 'broken',
    headline: 'The 227 reply names 10.0.0.10, a private address that is not the one its control connection has.',
    attempts: [
      passive('PASV', 50000, {
        encrypted: true,
        advertised: { host: '10.0.0.10', port: 50000, scope: 'private', scopeSource: 'RFC 1918' },
        used: { host: '10.0.0.10', port: 50000 },
        reached: 'negotiated',
        failure: { kind: 'unreachable', during: 'connect', detail: 'EHOSTUNREACH', reply: null },
        durationMs: 3073,
        ...nothing,
      }),
      passive('EPSV', 50044, {
        encrypted: true,
        reached: 'negotiated',
        failure: { kind: 'timed-out', during: 'connect', detail: 'nothing came within 8000 ms', reply: null },
        durationMs: 8013,
        ...nothing,
      }),
      active('PORT', 41001, {
        encrypted: true,
        reached: 'negotiated',
        failure: {
          kind: 'timed-out',
          during: 'accept',
          detail: 'nothing came within 8000 ms',
          reply: '150 Here comes the directory listing.',
        },
        durationMs: 8040,
        ...nothing,
      }),
      active('EPRT', 41002, {
        encrypted: true,
        reached: 'nothing',
        failure: {
          kind: 'rejected',
          during: 'negotiate',
          detail: '522',
          reply: '522 Network protocol not supported, use (1)',
        },
        durationMs: 25,
        ...nothing,
      }),
    ],
    passivePorts: {
      samples: [50000, 50044],
      min: 50000,
      max: 50044,
      order: null,
      estimatedRange: null,
      uncertainty: null,
      reachable: 0,
      tried: 2,
      deadPorts: [],
      intercepted: [],
      contradiction: null,
      capacity: null,
    },
    assertions: [
      { name: 'require EPSV', passed: false, detail: 'EPSV timed out while connecting' },
      { name: 'expect-address 198.51.100.7', passed: false, detail: 'the 227 reply names 10.0.0.10' },
    ],
    findings: [
      {
        id: 'pasv-address-private',
        kind: 'cause',
        party: 'server',
        confidence: 'proven',
        affects: ['PASV'],
        title: 'A private address in the 227 reply',
        summary: 'The 227 reply names 10.0.0.10, a private address that is not the one its control connection has.',
        for: [
          { text: 'PASV was answered with 10.0.0.10.', events: named },
          { text: 'The way there is unreachable.', events: [unreachable] },
        ],
        against: [],
        notTested: [],
        remedies: [{ for: 'server admin', text: 'Announce the public address.', snippet: 'pasv_address=198.51.100.7' }],
      },
      {
        id: 'passive-range-closed',
        kind: 'cause',
        party: 'undetermined',
        confidence: 'likely',
        affects: ['PASV', 'EPSV'],
        title: 'A passive port range that is closed on the way',
        summary: 'No passive port of 198.51.100.7 takes a connection; the packets are dropped, not refused.',
        for: [{ text: 'EPSV named port 50044, and nothing answered there within 8 s.', events: [...extended, closed] }],
        against: [{ text: 'Only two ports were tried.', events: [] }],
        notTested: ['Whether other high ports of the same host answer.'],
        remedies: [
          {
            for: 'firewall admin',
            text: 'Open the passive range towards the server.',
            snippet: 'nft add rule inet filter forward ip daddr 10.0.0.10 tcp dport 50000-50100 accept',
          },
        ],
      },
    ],
    undetermined: [{ id: 'client-egress-blocked', because: 'no other high port was tried' }],
    advice: {
      modes: [],
      nextExperiment: {
        command: 'ftpdoctor check --modes epsv --samples 8 ftp.example.com',
        where: 'from another network',
        separates: ['passive-range-closed', 'client-egress-blocked'],
      },
      clients: [],
    },
    experiments: [...ran, { experiment: 'passive-ports', status: 'crashed', detail: 'TypeError: x is not a function' }],
    transcript: [...first.events, ...pasv.events, ...epsv.events],
  });
})();
