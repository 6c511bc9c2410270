import type { Report } from '../../../src/model/report.js';
import { script } from '../wire-script.js';
import { active, loggedIn, nothing, passive, ran, report } from './base.js';

export const natWithoutAlg: Report = ((): Report => {
  const first = loggedIn();
  const second = script('active-port', first.events.length + 1, 92);
  const listen = second.did('listen', '192.168.1.100', '192.168.1.100:41001', { data: true });
  const port = second.asked('PORT 192,168,1,100,160,41', '500 Illegal PORT command.');
  return report({
    durationMs: 640,
    verdict: 'degraded',
    headline:
      "Active mode names 192.168.1.100, this client's private address, and no ALG on the way translates it for the server.",
    control: { ...report({}).control, seenAs: '203.0.113.7' },
    attempts: [
      passive('PASV', 50015),
      passive('EPSV', 50083),
      active('PORT', 41001, {
        reached: 'nothing',
        failure: { kind: 'rejected', during: 'negotiate', detail: '500', reply: '500 Illegal PORT command.' },
        durationMs: 26,
        ...nothing,
        events: [listen, ...port],
      }),
      active('EPRT', 41002, {
        reached: 'nothing',
        failure: { kind: 'rejected', during: 'negotiate', detail: '500', reply: '500 Illegal EPRT command.' },
        durationMs: 25.1,
        ...nothing,
      }),
    ],
    findings: [
      {
        id: 'client-nat-without-alg',
        kind: 'cause',
        party: 'client-nat',
        confidence: 'strong',
        affects: ['PORT', 'EPRT'],
        title: 'A NAT at the client that does not translate PORT',
        summary:
          "Active mode names 192.168.1.100, this client's private address, and no ALG on the way translates it for the server.",
        for: [
          {
            text: 'PORT was refused by a server that compares the address with that of the control connection.',
            events: [listen, ...port],
          },
          {
            text: 'The control connection leaves from 192.168.1.100, but the server sees it come from 203.0.113.7 (STAT).',
            events: [],
          },
        ],
        against: [],
        notTested: ['Whether an ALG translates PORT on another control port.'],
        remedies: [
          { for: 'client user', text: 'Use passive mode (EPSV or PASV).' },
          {
            for: 'firewall admin',
            text: 'On the NAT before 192.168.1.100: assign the FTP helper to port 21 and let related connections in. It cannot help under TLS.',
            snippet: 'table ip ftp-alg {\n  ct helper ftp-std { type "ftp" protocol tcp; }\n}',
          },
        ],
      },
    ],
    ruledOut: [{ id: 'server-egress-blocked', because: 'the server refused PORT before calling back' }],
    undetermined: [
      { id: 'alg-bound-to-port-21', because: 'no second control port was given' },
      { id: 'double-nat', because: 'the server does not echo PORT' },
    ],
    advice: {
      modes: ['EPSV', 'PASV'],
      nextExperiment: {
        command: 'ftpdoctor check ftp.example.com --modes port --alt-port 2121',
        where: 'where the server answers there as well',
        separates: ['client-nat-without-alg', 'alg-bound-to-port-21'],
      },
      clients: [],
    },
    experiments: ran,
    transcript: [...first.events, ...second.events],
  });
})();
