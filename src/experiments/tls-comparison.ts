import type { Observations } from '../model/observations.js';
import type { Mode, ProbeOptions, TlsMode } from '../model/target.js';
import { offersTls } from '../protocol/features.js';
import { defineExperiment, type Bench } from './experiment.js';
import { listActive, listPassive } from './listing.js';

/**
 * The other kind of control connection to compare with; `null` where there is none. A password that was to go inside TLS
 * is not sent in clear for the sake of a comparison; the anonymous one is no secret.
 */
function otherSide({ target, control }: Observations): TlsMode | null {
  if (target.tls === 'off') return offersTls(control.features ?? []) ? 'explicit' : null;
  const anonymous = ['anonymous', 'ftp'].includes(target.user.toLowerCase());
  return target.tls === 'explicit' && anonymous ? 'off' : null;
}

/** What to list again: everything in a deep look, else what failed, and PASV for the address that it names. */
function modesToCompare({ attempts }: Observations, { depth }: ProbeOptions): readonly Mode[] {
  const listings = attempts.filter(({ experiment }) => /^(passive|active)-(pasv|epsv|port|eprt)$/.test(experiment));
  const failing = listings.some(({ reached }) => reached !== 'completed');
  if (!failing && depth !== 'deep') return [];
  return listings
    .filter(({ mode, reached }) => depth === 'deep' || mode === 'PASV' || reached !== 'completed')
    .map(({ mode }) => mode);
}

function list(bench: Bench, mode: Mode): Promise<void> {
  return mode === 'PASV' || mode === 'EPSV' ? listPassive(bench, mode, 'advertised') : listActive(bench, mode);
}

/**
 * Lists in clear what was listed under TLS, or the reverse, on the same server and port. What works in one and not in the
 * other was the work of an ALG, which TLS blinds.
 */
export default defineExperiment({
  id: 'tls-comparison',
  title: 'List once more with the control connection in clear instead of TLS, or the reverse',
  lists: null,
  wanted: (known, options) =>
    known.control.loggedIn && otherSide(known) !== null && modesToCompare(known, options).length > 0,
  // TLS blinds every ALG, so that nothing is proven of one before the same was tried in clear.
  completes: ({ target }) => target.tls !== 'off',
  teaches: ['clear and TLS', { cause: 'alg-blind-under-tls', bits: 0.5, source: 'catalogue 7.7, "TLS pair"' }],
  cost: { connections: 4, waits: 2, seconds: 0, inTurn: { waits: 4, seconds: 0 }, login: true },
  async run(bench) {
    const tls = otherSide(bench.known);
    if (tls === null) return;
    const under = (mode: Mode): Bench => ({
      ...bench,
      options: { ...bench.options, tlsInsecure: true },
      open: () => bench.open(mode.toLowerCase(), tls),
    });
    const modes = modesToCompare(bench.known, bench.options);
    if (!bench.options.serial) await Promise.all(modes.map((mode) => list(under(mode), mode)));
    else for (const mode of modes) await list(under(mode), mode);
  },
});
