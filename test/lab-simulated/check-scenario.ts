import { probeOptionsOf } from '../../src/cli/check-options.js';
import { check, type Diagnosis } from '../../src/diagnose.js';
import { simulate, type SimulatedNetwork } from '../../src/lab/network.js';
import type { Scenario } from '../../src/lab/scenario.js';
import type { ProbeOptions } from '../../src/model/target.js';

/** The options of a check that was given none. */
export const usual: ProbeOptions = probeOptionsOf({});

/** Runs a whole check in a new simulation of the scenario. */
export async function checkScenario(scenario: Scenario): Promise<Diagnosis & { network: SimulatedNetwork }> {
  const network = simulate(scenario);
  const assertions = { require: [], expectAddress: null, expectRange: null, expectTls: null };
  const startedAt = '2026-11-20T18:00:00.000Z';
  return {
    ...(await check(scenario.target, { ...usual, ...scenario.options }, assertions, network, { startedAt })),
    network,
  };
}
