import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inspector } from '../../src/lab/boxes/inspector.js';
import { helperFirewall } from '../../src/lab/boxes/helper-firewall.js';
import { cutOff, type Middlebox } from '../../src/lab/middlebox.js';
import { addresses, target, world } from '../../src/lab/parts.js';
import type { Scenario } from '../../src/lab/scenario.js';
import type { Observations } from '../../src/model/observations.js';
import type { SplitProbe } from '../../src/model/probes.js';
import { observe } from '../../src/observations/observe.js';
import { heldControl, helperSeen } from '../../src/rules/helper-seen.js';
import rule from '../../src/rules/alg-present.js';
import { diagnoseScenario } from '../support/scenario-run.js';

const helper = (): Middlebox => helperFirewall({ name: 'firewall', ports: [21] });
const swallows = (pattern: RegExp): Middlebox =>
  inspector({ name: 'swallower', ports: [21], edit: (text) => (pattern.test(text) ? null : text) });

/** What a deep check observed through these boxes. */
async function through(boxes: readonly Middlebox[], over: 4 | 6 = 4): Promise<Observations> {
  const six = {
    client: [{ address: addresses.client6, prefixLength: 64 }],
    serverNetworks: [{ address: addresses.server6, prefixLength: 64 }],
    name: [addresses.server6],
  };
  const scenario: Scenario = {
    id: 'boxes',
    title: '',
    story: '',
    target: target(),
    options: { depth: 'deep' },
    expect: { verdict: 'healthy', first: null },
    build: () => world({ near: boxes, ...(over === 6 ? six : {}) }),
  };
  return observe((await diagnoseScenario(scenario)).transcript);
}

function summary(o: Observations): string {
  const judgement = rule.judge(o);
  return judgement.verdict === 'present' ? judgement.summary : judgement.verdict;
}

suite('a helper that reads the control connection', () => {
  test('is seen by a lone letter that is never acknowledged', async () => {
    const { seen, words, times } = helperSeen(await through([helper()]));
    assert.deepEqual([seen, times], [true, 2]);
    assert.match(words, /P\|WD .* never answered \(2 times of 2, \d bytes? unacknowledged\)/);
  });

  test('is not seen where no device stands in the way', async () => {
    const o = await through([]);
    assert.equal(helperSeen(o).seen, false);
    assert.equal(summary(o), 'absent');
  });

  for (const over of [4, 6] as const) {
    test(`is seen over IPv${over} by an EPRT of the other family where pieces of lines do not pass`, async () => {
      const o = await through([swallows(/[^\n]$/), helper()], over);
      const { seen, words } = helperSeen(o);
      assert.equal(seen, true);
      assert.match(words, over === 4 ? /^EPRT \|2\|::1\|50001\|, which/ : /^EPRT \|1\|127\.0\.0\.1\|50001\|, which/);
      assert.match(words, /\(2 of 2\); XPRT in its place was answered/);
    });
  }

  test('is not claimed where the meaningless command is swallowed as well', async () => {
    const o = await through([swallows(/[^\n]$/), swallows(/^[EX]PRT/)]);
    assert.equal(helperSeen(o).seen, null);
  });
});

suite('where TCP sends both segments again as one', () => {
  const base: Omit<SplitProbe, 'cut' | 'tookMs'> = {
    port: 21,
    answered: true,
    failure: null,
    unackedBytes: null,
    events: [],
  };
  const seen = async (took: Readonly<Record<string, readonly number[]>>): Promise<boolean | null> => {
    const splits = Object.entries(took).flatMap(([cut, times]) => times.map((tookMs) => ({ ...base, cut, tookMs })));
    return helperSeen({ ...(await through([])), splits }).seen;
  };

  test('a helper is seen by answers that are late twice', async () => {
    assert.equal(await seen({ 'N|OOP': [2], 'PW|D': [1, 2], 'P|WD': [157, 160] }), true);
  });

  test('one late answer is chance', async () => {
    assert.equal(await seen({ 'N|OOP': [2], 'PW|D': [1, 2], 'P|WD': [157, 3] }), false);
    assert.equal(await seen({ 'N|OOP': [2], 'PW|D': [1], 'P|WD': [157] }), false);
  });

  test('a server whose controls are as late is slow', async () => {
    assert.equal(await seen({ 'N|OOP': [2], 'PW|D': [1, 150], 'P|WD': [157, 160] }), false);
  });
});

suite('controls that fail', () => {
  test('betray a device that holds pieces of lines back, where they are never acknowledged', async () => {
    const o = await through([swallows(/[^\n]$/)]);
    assert.equal(heldControl(o)?.cut, 'N|OOP');
    assert.match(helperSeen(o).why, /something on the way lets whole lines pass only/);
    assert.match(summary(o), /only packets pass that end a line/);
  });

  test('say nothing of the path where they are acknowledged', async () => {
    const o = await through([swallows(/[^\n]$/)]);
    const splits = o.splits.map((one) => ({ ...one, unackedBytes: 0 }));
    assert.equal(heldControl({ ...o, splits }), null);
    assert.match(helperSeen({ ...o, splits }).why, /the server does not bear/);
  });
});

test('a device that ends the connection at an EPRT of the other family is told of, and so is the doubt', async () => {
  const strict = inspector({
    name: 'strict',
    ports: [21],
    edit: (text) => (text.startsWith('EPRT |2|') ? cutOff : text),
  });
  const o = await through([strict]);
  assert.match(summary(o), /cut at an EPRT that names an address of the other family/);
  assert.equal(summary({ ...o, probes: o.probes.filter(({ experiment }) => experiment !== 'wrong-family') }), 'absent');
});
