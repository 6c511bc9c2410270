import type { Report, ReportAttempt, ReportFinding } from '../../src/model/report.js';
import { script } from './wire-script.js';

const server = { host: '198.51.100.7', port: 21, scope: 'documentation', scopeSource: 'RFC 5737' } as const;
const client = { host: '192.168.1.100', port: 51234, scope: 'private', scopeSource: 'RFC 1918' } as const;

/** What every sample shares: a check of a vsftpd where nothing has been tried yet. */
function report(facts: Partial<Report>): Report {
  return {
    schema: 'ftpdoctor.report/1',
    tool: { name: 'ftpdoctor', version: '0.1.0' },
    target: { host: 'ftp.example.com', port: 21, tls: 'off', user: 'anonymous', path: '' },
    startedAt: '2026-11-20T18:00:00.000Z',
    durationMs: 412,
    verdict: 'healthy',
    headline: 'PASV, EPSV, PORT and EPRT list the directory; no fault was found.',
    cutShort: null,
    control: {
      addresses: ['198.51.100.7'],
      local: client,
      remote: server,
      rttMs: 12.3,
      banner: '220 (vsFTPd 3.0.5)',
      bannerDelayMs: 13.1,
      server: { product: 'vsftpd', version: '3.0.5' },
      system: 'UNIX Type: L8',
      features: ['EPRT', 'EPSV', 'MDTM', 'PASV', 'REST STREAM', 'SIZE', 'TVFS'],
      seenAs: null,
      serverInside: [],
    },
    attempts: [],
    passivePorts: null,
    assertions: [],
    findings: [],
    ruledOut: [],
    undetermined: [],
    advice: { modes: [], nextExperiment: null, clients: [] },
    experiments: [],
    transcript: [],
    ...facts,
  };
}

function attempt(facts: Partial<ReportAttempt> & Pick<ReportAttempt, 'experiment' | 'mode'>): ReportAttempt {
  return {
    encrypted: false,
    controlPort: 21,
    advertised: null,
    used: null,
    reached: 'completed',
    failure: null,
    durationMs: 61.2,
    entries: 12,
    bytes: 842,
    events: [],
    ...facts,
  };
}

/** No listing came: the fields that say so. */
const nothing = { entries: null, bytes: 0 } as const;

function passive(mode: 'PASV' | 'EPSV', port: number, facts: Partial<ReportAttempt> = {}): ReportAttempt {
  return attempt({
    experiment: mode === 'PASV' ? 'passive-pasv' : 'passive-epsv',
    mode,
    advertised: { ...server, port },
    used: { host: server.host, port },
    ...facts,
  });
}

function active(mode: 'PORT' | 'EPRT', port: number, facts: Partial<ReportAttempt> = {}): ReportAttempt {
  return attempt({
    experiment: mode === 'PORT' ? 'active-port' : 'active-eprt',
    mode,
    advertised: { ...client, port },
    used: { host: client.host, port },
    ...facts,
  });
}

const ran = ['gate', 'passive-pasv', 'passive-epsv', 'active-port', 'active-eprt'].map((experiment) => ({
  experiment,
  status: 'ran' as const,
  detail: '',
}));

function gate(banner = '220 (vsFTPd 3.0.5)'): ReturnType<typeof script> {
  const lane = script('gate', 1, 0);
  lane.did('resolve', 'ftp.example.com', '["198.51.100.7"]', { socket: 0, took: 3.1 });
  lane.did('connect', '198.51.100.7:21', '192.168.1.100:51234 198.51.100.7:21', { took: 12.3 });
  lane.did('read', '', `${banner}\r\n`, { took: 13.1 });
  lane.asked('USER anonymous', '331 Please specify the password.');
  return lane;
}

function loggedIn(): ReturnType<typeof script> {
  const lane = gate();
  lane.asked('PASS ****', '230 Login successful.');
  lane.asked('SYST', '215 UNIX Type: L8');
  return lane;
}

const cleartext: ReportFinding = {
  id: 'cleartext-login',
  kind: 'note',
  party: 'server',
  confidence: 'proven',
  affects: [],
  title: 'A login in clear text',
  summary: 'The password of a user would cross the network readable by anyone on the way.',
  for: [{ text: 'The login was accepted without TLS.', events: [6, 7] }],
  against: [],
  notTested: [],
  remedies: [{ for: 'server admin', text: 'Offer FTPS (AUTH TLS), SFTP, or HTTPS behind a VPN.' }],
};

export const healthy: Report = report({
  control: {
    ...report({}).control,
    local: { host: '203.0.113.20', port: 40112, scope: 'documentation', scopeSource: 'RFC 5737' },
  },
  attempts: [
    passive('PASV', 50015),
    passive('EPSV', 50083, { durationMs: 58.9 }),
    active('PORT', 41001, {
      advertised: { host: '203.0.113.20', port: 41001, scope: 'documentation', scopeSource: 'RFC 5737' },
      used: { host: '203.0.113.20', port: 41001 },
    }),
    active('EPRT', 41002, {
      advertised: { host: '203.0.113.20', port: 41002, scope: 'documentation', scopeSource: 'RFC 5737' },
      used: { host: '203.0.113.20', port: 41002 },
      entries: 1,
      bytes: 1,
    }),
  ],
  assertions: [{ name: 'require PASV', passed: true, detail: 'PASV listed 12 entries' }],
  findings: [cleartext],
  ruledOut: [{ id: 'passive-range-closed', because: 'both passive listings arrived' }],
  advice: { modes: ['EPSV', 'PASV', 'EPRT', 'PORT'], nextExperiment: null, clients: [] },
  experiments: ran,
  transcript: loggedIn().events,
});

const wrongAddress = ((): Report => {
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
      reachable: 2,
      tried: 3,
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
      { id: 'passive-range-closed', because: 'EPSV listed through a port of the same range' },
      { id: 'pasv-address-shadows-lan', because: '10.0.0.10 is not in 192.168.1.0/24' },
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
export const privateAddress: Report = wrongAddress;

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
        separates: ['client-nat-without-alg', 'alg-bound-to-port-21'],
      },
      clients: [],
    },
    experiments: ran,
    transcript: [...first.events, ...second.events],
  });
})();

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
      reachable: 0,
      tried: 2,
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
        command: 'ftpdoctor check --modes epsv --samples 8 ftp.example.com   # from another network',
        separates: ['passive-range-closed', 'client-egress-blocked'],
      },
      clients: [],
    },
    experiments: [...ran, { experiment: 'passive-ports', status: 'crashed', detail: 'TypeError: x is not a function' }],
    transcript: [...first.events, ...pasv.events, ...epsv.events],
  });
})();

export const loginRefused: Report = ((): Report => {
  const lane = gate();
  const pass = lane.asked('PASS ****', '530 Login incorrect.', { took: 2012 });
  return report({
    durationMs: 2063,
    verdict: 'broken',
    headline: 'The server refused the login of anonymous: 530 Login incorrect.',
    findings: [
      {
        id: 'login-refused',
        kind: 'cause',
        party: 'server',
        confidence: 'proven',
        affects: [],
        title: 'A refused login',
        summary: 'The server refused the login of anonymous: 530 Login incorrect.',
        for: [{ text: 'PASS was answered with 530.', events: pass }],
        against: [],
        notTested: [],
        remedies: [{ for: 'client user', text: 'Give a user and a password: --user, --password-file.' }],
      },
    ],
    experiments: [
      { experiment: 'gate', status: 'not-admitted', detail: 'login refused' },
      ...ran.slice(1).map(({ experiment }) => ({ experiment, status: 'skipped' as const, detail: 'no login' })),
    ],
    transcript: lane.events,
  });
})();

export const interrupted: Report = ((): Report => {
  const lane = loggedIn();
  return report({
    durationMs: 1204,
    verdict: 'inconclusive',
    headline: 'Interrupted before the check was over; until then EPSV listed the directory.',
    cutShort: 'interrupted',
    attempts: [passive('EPSV', 50083)],
    advice: { modes: ['EPSV'], nextExperiment: null, clients: [] },
    experiments: [
      { experiment: 'passive-epsv', status: 'ran', detail: '' },
      { experiment: 'passive-pasv', status: 'skipped', detail: 'interrupted' },
    ],
    transcript: lane.events,
  });
})();

export const unresolved: Report = ((): Report => {
  const lane = script('gate', 1, 0);
  const seq = lane.failed('resolve', 'ftp.example.invalid', 'not-found', 'ENOTFOUND', { socket: 0, took: 31 });
  return report({
    target: { host: 'ftp.example.invalid', port: 21, tls: 'off', user: 'anonymous', path: '' },
    durationMs: 32,
    verdict: 'inconclusive',
    headline: 'The name ftp.example.invalid does not resolve.',
    control: {
      addresses: [],
      local: null,
      remote: null,
      rttMs: null,
      banner: null,
      bannerDelayMs: null,
      server: null,
      system: null,
      features: null,
      seenAs: null,
      serverInside: [],
    },
    findings: [
      {
        id: 'name-not-resolved',
        kind: 'cause',
        party: 'client',
        confidence: 'proven',
        affects: [],
        title: 'A name that does not resolve',
        summary: 'The name ftp.example.invalid does not resolve.',
        for: [{ text: 'The resolver knows no such name.', events: [seq] }],
        against: [],
        notTested: [],
        remedies: [{ for: 'client user', text: 'Check the spelling, or give the address.' }],
      },
    ],
    transcript: lane.events,
  });
})();

/** The text in every place of a report where a server, a resolver or a file could have put it. */
export function filledWith(text: string): Report {
  const fill = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return closed.has(key) ? value : `${value} ${text}`;
    if (Array.isArray(value)) return value.map((one) => fill(one, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one, name)]));
  };
  return fill(doubleFault, '') as Report;
}

/** Keys whose values are of a closed vocabulary. */
const closed: ReadonlySet<string> = new Set([
  'schema',
  'name',
  'tls',
  'startedAt',
  'verdict',
  'mode',
  'modes',
  'reached',
  'kind',
  'during',
  'party',
  'confidence',
  'affects',
  'for',
  'order',
  'status',
  'experiment',
  'purpose',
  'operation',
  'cutShort',
]);

export const samples: Readonly<Record<string, Report>> = {
  healthy,
  'private-address': privateAddress,
  'nat-without-alg': natWithoutAlg,
  'double-fault': doubleFault,
  'login-refused': loginRefused,
  interrupted,
  unresolved,
};
