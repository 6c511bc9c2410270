import type { Judged } from '../judge.js';
import type { Way } from '../knowledge/clients/client.js';
import { forecast, forecastOverIpv6 } from '../knowledge/clients/index.js';
import type { Attempt, Observations } from '../model/observations.js';
import type { Report } from '../model/report.js';
import type { Mode } from '../model/target.js';
import { classify, isInternal, sameAddress } from '../protocol/address.js';
import { nextExperiment } from '../plan/next.js';
import { listingOf, listingsOf } from '../rules/facts.js';

/** Passive before active, because it needs nothing of the client; the extended forms before the old ones (RFC 2428). */
const best: readonly Mode[] = ['EPSV', 'PASV', 'EPRT', 'PORT'];

/** What to use today, and the one experiment that would tell apart what is left. */
export function adviceOf(o: Observations, judged: Judged): Report['advice'] {
  const works = (mode: Mode): boolean => listingsOf(o).some((one) => one.mode === mode && one.reached === 'completed');
  const modes = best.filter(works);
  // What failed for want of something here says nothing of other clients, nor does another experiment help.
  if (o.shortage !== null) return { modes, nextExperiment: null, clients: [] };
  return { modes, nextExperiment: nextExperiment(o, judged), clients: clientsOf(o) };
}

function wayOf(attempt: Attempt | null | undefined): Way {
  if (attempt == null || attempt.failure?.during === 'negotiate') return 'not-offered';
  if (attempt.reached === 'completed') return 'works';
  return attempt.failure?.kind === 'timed-out' ? 'hangs' : 'refused';
}

/** The forecast for other clients, where the login stands and all of the ways they could go were tried. */
function clientsOf(o: Observations): Report['advice']['clients'] {
  const [pasv, epsv, port] = (['PASV', 'EPSV', 'PORT'] as const).map((mode) => listingOf(o, mode));
  const { remote } = o.control;
  if (remote?.host.includes(':') === true) return clientsOverIpv6(o);
  if (pasv == null || epsv == null || port == null || remote === null || o.target.tls !== 'off') return [];
  const foreign = pasv.advertised !== null && !sameAddress(pasv.advertised.host, remote.host);
  const overPeer = o.attempts.find(({ experiment }) => experiment === 'passive-pasv-peer');
  // What was not tried cannot be foretold.
  if (foreign && pasv.reached !== 'completed' && overPeer === undefined) return [];
  return forecast({
    pasvAdvertised: wayOf(pasv),
    pasvPeer: foreign && pasv.reached !== 'completed' ? wayOf(overPeer) : wayOf(pasv),
    pasvUnroutable: foreign && !routable(pasv.advertised.host) && routable(remote.host),
    pasvForeign: foreign,
    epsv: wayOf(epsv),
    port: wayOf(port),
  });
}

/** EPSV and EPRT alone, since there is nothing else. */
function clientsOverIpv6(o: Observations): Report['advice']['clients'] {
  const [epsv, eprt] = (['EPSV', 'EPRT'] as const).map((mode) => listingOf(o, mode));
  if (epsv == null || eprt == null || o.target.tls !== 'off') return [];
  return forecastOverIpv6({ epsv: wayOf(epsv), eprt: wayOf(eprt) });
}

/** Clients know a few classes of addresses that cannot be meant; documentation addresses stand for public ones. */
function routable(host: string): boolean {
  const { scope } = classify(host);
  return !isInternal(host) && !['loopback', 'unspecified', 'this-network'].includes(scope);
}
