import type { Observations } from '../model/observations.js';
import type { Report } from '../model/report.js';
import { formatEndpoint, sameAddress } from '../protocol/address.js';
import { listingOf, list } from '../rules/facts.js';

/** How the assertions of the user (`--require`, `--expect-address`, `--expect-range`) fared. */
export function checkAssertions(o: Observations): Report['assertions'] {
  const { require, expectAddress, expectRange } = o.target.assertions;
  const results: Report['assertions'] = require.map((mode) => {
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
    const outside = [...new Set(ports.filter((port) => port < expectRange.low || port > expectRange.high))];
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
  return results;
}
