import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Said } from './judge.js';
import { differences } from './judge.js';
import type { Expectation } from './scenario.js';

const expectation: Expectation = {
  verdict: 'degraded',
  exit: 1,
  first: 'pasv-address-private',
  also: ['client-nat-without-alg'],
  may: ['passive-range-closed'],
  notes: ['client-behind-nat'],
  says: /^The address/,
  withinSeconds: 2,
  proven: ['pasv-address-private'],
};

const right: Said = {
  verdict: 'degraded',
  headline: 'The address is private.',
  head: 'pasv-address-private',
  causes: ['pasv-address-private', 'client-nat-without-alg'],
  notes: ['client-behind-nat', 'cleartext-login'],
  proven: ['pasv-address-private'],
  exit: 1,
  seconds: 1,
};

test('a diagnosis as expected draws no complaint, and a tolerated cause none either', () => {
  assert.deepEqual(differences(expectation, right), []);
  assert.deepEqual(differences(expectation, { ...right, causes: [...right.causes, 'passive-range-closed'] }), []);
});

for (const [what, wrong] of [
  ['a finding that should be proven and is not', { proven: [] }],
  ['another verdict', { verdict: 'broken' }],
  ['another exit code', { exit: 2 }],
  ['no exit code', { exit: null }],
  ['no cause', { causes: [] }],
  ['a note before the cause', { head: 'cleartext-login' }],
  ['another first cause', { causes: ['client-nat-without-alg', 'pasv-address-private'] }],
  ['a missing further cause', { causes: ['pasv-address-private'] }],
  ['a cause nobody expected', { causes: [...right.causes, 'double-nat'] }],
  ['a failure that nothing explains', { notes: [...right.notes, 'unexplained-failure'] }],
  ['a missing note', { notes: ['cleartext-login'] }],
  ['too long a time', { seconds: 2.1 }],
  ['a headline without the words', { headline: 'Something else.' }],
] as const) {
  test(`${what} draws a complaint`, () => {
    assert.notDeepEqual(differences(expectation, { ...right, ...wrong }), []);
  });
}

test('any cause at all draws a complaint where none is expected', () => {
  const healthy: Expectation = { verdict: 'healthy', exit: 0, first: null };
  const said: Said = {
    verdict: 'healthy',
    headline: '.',
    head: null,
    causes: [],
    notes: [],
    proven: [],
    exit: 0,
    seconds: 1,
  };
  assert.deepEqual(differences(healthy, said), []);
  assert.notDeepEqual(differences(healthy, { ...said, causes: ['banner-delayed'] }), []);
});

test('a time is named rightly by one below and one above, and by nothing else', () => {
  const bears = { ...expectation, says: /forgets/, bears: 5 };
  const named = (times: string): string[] =>
    differences(bears, { ...right, headline: `Something forgets it after ${times} without traffic.` });
  assert.deepEqual(named('3 s to 6.2 s'), []);
  for (const times of ['at most 6 s', '6 s to 12 s', '1 s to 3 s', '6 s']) assert.notDeepEqual(named(times), [], times);
});
