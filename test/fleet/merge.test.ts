import assert from 'node:assert/strict';
import { test } from 'node:test';
import { merge, type View } from '../../src/fleet/merge.js';
import { mergeText } from '../../src/fleet/merge-text.js';
import { placesOf, sourceOf } from '../../src/fleet/places.js';
import { payloads } from '../formats/payloads.js';
import { style } from '../formats/styles.js';

function view(place: string, host: string, facts: Partial<View> = {}): View {
  return {
    place,
    target: { host, port: 21, tls: 'off', user: 'anonymous', path: '' },
    verdict: 'healthy',
    headline: 'All is well.',
    startedAt: '2026-11-20T18:00:00.000Z',
    cutShort: null,
    diagnosis: null,
    modes: ['PASV', 'EPSV'],
    ...facts,
  };
}

const broken = { verdict: 'broken', diagnosis: 'control-filtered', headline: 'No answer.', modes: [] } as const;

test('a target that only one of three places finds broken is said to be, and what follows from it', () => {
  const { sights } = merge([view('rome', 'a', broken), view('oslo', 'A'), view('bonn', 'a')]);
  assert.equal(sights.length, 1);
  assert.deepEqual(sights[0]?.differences, [
    'broken (control-filtered) only from rome; healthy from oslo and bonn.',
    'The server can do what it should, as oslo and bonn show: the fault lies between rome and the server, or in a rule that treats that side differently.',
  ]);
});

test('places that agree have no differences, nor has a target of one place', () => {
  const { sights } = merge([view('rome', 'a'), view('oslo', 'a'), view('rome', 'b', broken)]);
  assert.deepEqual(
    sights.map(({ name, differences }) => [name, differences]),
    [
      ['b:21', []],
      ['a:21', []],
    ],
  );
});

test('the same verdict for another reason, or by other modes, is a difference, too', () => {
  const reasons = merge([view('rome', 'a', broken), view('oslo', 'a', { ...broken, diagnosis: 'control-refused' })]);
  assert.match(
    reasons.sights[0]?.differences[0] ?? '',
    /broken \(control-filtered\) from rome; broken \(control-refused\) from oslo/,
  );
  const modes = merge([view('rome', 'a', { modes: ['EPSV'] }), view('oslo', 'a', { modes: [] })]);
  assert.deepEqual(modes.sights[0]?.differences, ['EPSV lists from rome; no mode lists from oslo.']);
});

test('results that are hours apart are said to be', () => {
  const { sights } = merge([view('rome', 'a', broken), view('oslo', 'a', { startedAt: '2026-11-20T21:00:00.000Z' })]);
  assert.equal(sights[0]?.differences.at(-1), 'The results are 3 h 00 min apart, so it may have changed in between.');
});

test('the latest result of each place counts, in whatever order they stand', () => {
  const late = view('rome', 'a', { ...broken, startedAt: '2026-11-20T19:00:00.000Z' });
  for (const views of [
    [late, view('rome', 'a')],
    [view('rome', 'a'), late],
  ]) {
    const { sights, older } = merge(views);
    assert.deepEqual(sights[0]?.views, [late]);
    assert.equal(older, 1);
  }
});

test('the same server with another login is another target, by its URL', () => {
  const joe = view('rome', 'a', { target: { host: 'a', port: 21, tls: 'explicit', user: 'joe', path: 'pub' } });
  assert.deepEqual(
    merge([view('rome', 'a'), joe]).sights.map(({ name }) => name),
    ['ftp://anonymous@a:21', 'ftpes://joe@a:21/pub'],
  );
});

test('a file is a place by its name or by the one before it; parts of a sweep are one place', () => {
  const none = (): boolean => false;
  const sources = ['out/rome-1.ndjson', 'rome-2.ndjson', 'vps-1.ndjson', 'vps-2.ndjson', 'lan=x.ndjson'].map((one) =>
    sourceOf(one, none),
  );
  const keys = new Map(sources.map((source, at) => [source, new Set([['a'], ['b'], ['a'], ['a'], ['a']][at] ?? [])]));
  const places = placesOf(sources, (source) => keys.get(source) ?? new Set());
  assert.deepEqual([...places.values()], ['rome', 'rome', 'vps-1', 'vps-2', 'lan']);
  assert.equal(sourceOf('a=b', () => true).file, 'a=b');
});

test('people see the places side by side, then the differences, then how many', () => {
  const merged = merge([view('rome', 'a', broken), view('oslo', 'a'), view('rome', 'b')]);
  const text = mergeText(merged, style({ unicode: false }));
  assert.match(text, /\| target \| rome +\| oslo +\|/);
  assert.match(text, /\| a:21 +\| BROKEN control-filtered \| HEALTHY \|/);
  assert.match(text, /broken \(control-filtered\) only from rome; healthy from oslo\./);
  assert.match(text, /HEALTHY +b:21 \(rome\): All is well\./);
  assert.match(
    text,
    /2 targets, 3 results from 2 places: 2 healthy, 1 broken\n1 seen from more than one place, 1 of them/,
  );
});

test('what stands in hostile files reaches no terminal as it is', () => {
  for (const text of Object.values(payloads)) {
    const views = [
      view(text, text, { ...broken, headline: text, diagnosis: text }),
      view('x', text, { modes: [text] }),
      view('x', 'b', { headline: text }),
    ];
    assert.doesNotMatch(
      mergeText(merge(views), style()),
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u,
    );
  }
});
