import type { Observations } from '../model/observations.js';
import type { Report } from '../model/report.js';
import { formatEndpoint, sameAddress } from '../protocol/address.js';
import { listingOf, listingsOf, list } from '../rules/facts.js';
import { outsideOf } from './passive-ports.js';

type Assertion = Report['assertions'][number];

/** Whether each listing's data connection that came as far as a TLS handshake resumed the session. */
function checkResumption(o: Observations): Assertion {
  const secured = listingsOf(o).filter(({ resumed }) => resumed !== null);
  const fresh = secured.filter(({ resumed }) => resumed === false).map(({ mode }) => mode);
  const none =
    o.target.tls === 'off'
      ? 'TLS is off for this target; --tls explicit or an ftpes:// URL asks for it'
      : 'no data connection came as far as a TLS handshake';
  return {
    name: 'expect-tls resume',
    passed: secured.length > 0 && fresh.length === 0,
    detail:
      secured.length === 0
        ? none
        : fresh.length === 0
          ? `all ${secured.length} data connections resumed the TLS session`
          : `a new TLS session on the data connection of ${list(fresh)}`,
  };
}

/** How the assertions of the user (`--require` and those that begin with `--expect-`) fared. */
export function checkAssertions(o: Observations): Report['assertions'] {
  const { require, expectAddress, expectRange, expectTls } = o.target.assertions;
  const results: Assertion[] = require.map((mode) => {
    const attempt = listingOf(o, mode);
    const passed = attempt?.reached === 'completed';
    const detail =
      attempt === null ? 'was not tried' : passed ? 'listed the directory' : (attempt.failure?.detail ?? '');
    return { name: `require ${mode}`, passed, detail: `${mode} ${detail}` };
  });
  const advertised = o.attempts.flatMap(({ mode, advertised: named }) =>
    (mode === 'PASV' || mode === 'EPSV') && named !== null ? [named] : [],
  );
  if (expectAddress !== null) {
    const named = listingOf(o, 'PASV')?.advertised ?? null;
    results.push({
      name: `expect-address ${expectAddress}`,
      passed: named !== null && sameAddress(named.host, expectAddress),
      detail: named === null ? 'PASV named no address' : `PASV named ${formatEndpoint(named)}`,
    });
  }
  if (expectRange !== null) {
    const ports = [...advertised.map(({ port }) => port), ...o.samples.map(({ port }) => port)];
    const outside = outsideOf(expectRange, ports);
    results.push({
      name: `expect-range ${expectRange.low}-${expectRange.high}`,
      passed: ports.length > 0 && outside.length === 0,
      detail:
        ports.length === 0
          ? 'the server named no passive port'
          : outside.length === 0
            ? `all ${new Set(ports).size} passive ports seen lie inside`
            : `outside: ${list(outside.map(String))}`,
    });
  }
  if (expectTls !== null) results.push(checkResumption(o));
  return results;
}
