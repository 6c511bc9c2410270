import type { Judged } from '../judge.js';
import type { Observations } from '../model/observations.js';
import type { Report } from '../model/report.js';
import type { Mode } from '../model/target.js';
import { listingsOf } from '../rules/facts.js';

/** Passive before active, because it needs nothing of the client; the extended forms before the old ones (RFC 2428). */
const best: readonly Mode[] = ['EPSV', 'PASV', 'EPRT', 'PORT'];

/** What to use today, and the one experiment that would tell apart what is left. */
export function adviceOf(o: Observations, judged: Judged): Report['advice'] {
  const works = (mode: Mode): boolean => listingsOf(o).some((one) => one.mode === mode && one.reached === 'completed');
  return { modes: best.filter(works), nextExperiment: nextExperiment(o, judged), clients: [] };
}

function nextExperiment(o: Observations, judged: Judged): Report['advice']['nextExperiment'] {
  const host = o.target.host.includes(':') ? `[${o.target.host}]` : o.target.host;
  const target = o.target.port === 21 ? host : `${host}:${o.target.port}`;
  const found = (id: string): boolean =>
    judged.findings.some(({ rule, judgement }) => rule.id === id && judgement.confidence !== 'proven');
  if (found('passive-range-closed')) {
    return {
      command: `ftpdoctor check --modes epsv --samples 8 ${target}   # from another network`,
      separates: ['passive-range-closed', 'client-egress-blocked'],
    };
  }
  if (found('client-firewall-blocks-callback')) {
    return {
      command: `ftpdoctor check --modes port ${target}   # from another client without a firewall`,
      separates: ['client-firewall-blocks-callback', 'server-egress-blocked'],
    };
  }
  if (found('passive-range-partial')) {
    return {
      command: `ftpdoctor check --samples 12 ${target}`,
      separates: ['passive-range-partial', 'passive-port-blocked'],
    };
  }
  if (found('not-an-ftp-server')) {
    return { command: `ftpdoctor check --timeout 60s ${target}`, separates: ['not-an-ftp-server', 'banner-delayed'] };
  }
  return null;
}
