import type { Report, ReportAttempt, ReportFinding } from '../../../src/model/report.js';
import { script } from '../wire-script.js';

/** The control peer of the samples. */
export const server = { host: '198.51.100.7', port: 21, scope: 'documentation', scopeSource: 'RFC 5737' } as const;
/** Our end of the control connection, behind a NAT. */
export const client = { host: '192.168.1.100', port: 51234, scope: 'private', scopeSource: 'RFC 1918' } as const;

/** What every sample shares: a check of a vsftpd where nothing has been tried yet. */
export function report(facts: Partial<Report>): Report {
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
      tls: null,
      ccc: null,
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

/** A listing that completed, unless said otherwise. */
export function attempt(facts: Partial<ReportAttempt> & Pick<ReportAttempt, 'experiment' | 'mode'>): ReportAttempt {
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
export const nothing = { entries: null, bytes: 0 } as const;

/** A passive listing at the address of the control peer. */
export function passive(mode: 'PASV' | 'EPSV', port: number, facts: Partial<ReportAttempt> = {}): ReportAttempt {
  return attempt({
    experiment: mode === 'PASV' ? 'passive-pasv' : 'passive-epsv',
    mode,
    advertised: { ...server, port },
    used: { host: server.host, port },
    ...facts,
  });
}

/** An active listing that waits at our own address. */
export function active(mode: 'PORT' | 'EPRT', port: number, facts: Partial<ReportAttempt> = {}): ReportAttempt {
  return attempt({
    experiment: mode === 'PORT' ? 'active-port' : 'active-eprt',
    mode,
    advertised: { ...client, port },
    used: { host: client.host, port },
    ...facts,
  });
}

/** The gate and the four listings, all of which ran. */
export const ran = ['gate', 'passive-pasv', 'passive-epsv', 'active-port', 'active-eprt'].map((experiment) => ({
  experiment,
  status: 'ran' as const,
  detail: '',
}));

/** The first control connection up to the user name. */
export function gate(banner = '220 (vsFTPd 3.0.5)'): ReturnType<typeof script> {
  const lane = script('gate', 1, 0);
  lane.did('resolve', 'ftp.example.com', '["198.51.100.7"]', { socket: 0, took: 3.1 });
  lane.did('connect', '198.51.100.7:21', '192.168.1.100:51234 198.51.100.7:21', { took: 12.3 });
  lane.did('read', '', `${banner}\r\n`, { took: 13.1 });
  lane.asked('USER anonymous', '331 Please specify the password.');
  return lane;
}

/** The first control connection, logged in. */
export function loggedIn(): ReturnType<typeof script> {
  const lane = gate();
  lane.asked('PASS ****', '230 Login successful.');
  lane.asked('SYST', '215 UNIX Type: L8');
  return lane;
}

/** A note that goes with any healthy report. */
export const cleartext: ReportFinding = {
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
