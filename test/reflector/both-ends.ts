import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { probeOptionsOf } from '../../src/cli/check-options.js';
import { check } from '../../src/diagnose.js';
import type { Network } from '../../src/model/network.js';
import type { Report, TwoEnds } from '../../src/model/report.js';
import type { Mode, ProbeOptions, Target } from '../../src/model/target.js';
import { tcpNetwork } from '../../src/network/tcp.js';
import { withBox, type Box } from './on-the-way.js';
import { reflector, type Change } from './start.js';

const assertions = { require: [], expectAddress: null, expectRange: null, expectTls: null };

/** For boxes that swallow something, so that an answer is waited for in vain; other tests never come to a time limit. */
export const lossy = { timeoutMs: 1500 };

/** What a comparison is to do otherwise than usual. */
export interface Wish {
  readonly modes?: readonly Mode[];
  readonly far?: Change;
  readonly options?: Partial<ProbeOptions>;
  /** Another server to ask about; the reflector itself where there is none. */
  readonly beside?: Target;
  readonly network?: Network;
}

/** The report of a check of a reflector with a box on the way, over its clear port. */
export async function bothEnds(t: TestContext, box: Box, wish: Wish = {}): Promise<Report> {
  const far = await reflector(t, wish.far);
  const [token] = wish.far?.tokens ?? [];
  const login = token === undefined ? { user: 'anonymous', password: 'x' } : { user: 'ftpdoctor', password: token };
  const target: Target = { host: '127.0.0.1', port: far.port, tls: 'off', path: '', ...login };
  const { modes = null, options: further, beside = target, network = tcpNetwork({}) } = wish;
  const options = { ...probeOptionsOf({}), modes, timeoutMs: 10_000, reflector: target, ...further };
  return (await check(beside, options, assertions, withBox(network, box))).report;
}

/** What both ends compared; fails where they did not. */
export function ends({ reflector: both }: Report): TwoEnds {
  assert.ok(both !== undefined);
  assert.equal(both.problem, null);
  return both;
}

/** The comparison of a mode. */
export function over(report: Report, tls: 'off' | 'implicit', mode: string): TwoEnds['comparisons'][number] {
  const found = ends(report).comparisons.find((one) => one.tls === tls && one.mode === mode);
  assert.ok(found, `${tls} ${mode} is missing`);
  return found;
}

/** The confidence of a finding; fails where it was not found. */
export function sure({ findings }: Report, id: string): string {
  const found = findings.find((one) => one.id === id);
  assert.ok(found, `${id} is not among ${findings.map((one) => one.id).join(', ')}`);
  return found.confidence;
}
