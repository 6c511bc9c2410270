import { assertionsOf, probeOptionsOf } from '../../src/cli/check-options.js';
import { check, type Diagnosis } from '../../src/diagnose.js';
import { simulate } from '../../src/lab/network.js';
import type { Scenario } from '../../src/lab/scenario.js';
import type { ProbeOptions } from '../../src/model/target.js';

/** Diagnoses a simulated scenario at a fixed time, so that two runs give equal reports. */
export function diagnoseScenario(scenario: Scenario, options: Partial<ProbeOptions> = {}): Promise<Diagnosis> {
  return check(
    scenario.target,
    { ...probeOptionsOf({}), tlsInsecure: true, ...scenario.options, ...options },
    assertionsOf({}),
    simulate(scenario),
    { startedAt: '2026-01-01T00:00:00.000Z' },
  );
}
