import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coloured, styleFor, unicodeSeen, widthOf } from '../../src/cli/colour.js';

const terminal = { isTTY: true, columns: 100 };
const pipe = { isTTY: false, columns: undefined };

test('colour follows the terminal where nothing else is said', () => {
  assert.equal(coloured(null, {}, terminal), true);
  assert.equal(coloured(null, {}, pipe), false);
});

test('the flag beats NO_COLOR, NO_COLOR beats FORCE_COLOR, FORCE_COLOR beats TERM=dumb, and that beats the terminal', () => {
  const all = { NO_COLOR: '1', FORCE_COLOR: '1', TERM: 'dumb' };
  assert.equal(coloured(true, all, pipe), true);
  assert.equal(coloured(false, { FORCE_COLOR: '1' }, terminal), false);
  assert.equal(coloured(null, all, terminal), false);
  assert.equal(coloured(null, { FORCE_COLOR: '1', TERM: 'dumb' }, pipe), true);
  assert.equal(coloured(null, { TERM: 'dumb' }, terminal), false);
});

test('an empty NO_COLOR says nothing, and FORCE_COLOR=0 says no', () => {
  assert.equal(coloured(null, { NO_COLOR: '' }, terminal), true);
  for (const no of ['0', 'false']) assert.equal(coloured(null, { FORCE_COLOR: no }, terminal), false);
  for (const yes of ['', '1', '3', 'true']) assert.equal(coloured(null, { FORCE_COLOR: yes }, pipe), true);
});

test('Unicode is seen where the first locale variable that is set says UTF-8', () => {
  assert.equal(unicodeSeen({ LANG: 'de_DE.UTF-8' }, 'linux'), true);
  assert.equal(unicodeSeen({ LANG: 'C.utf8' }, 'linux'), true);
  assert.equal(unicodeSeen({ LC_ALL: 'C', LANG: 'de_DE.UTF-8' }, 'linux'), false);
  assert.equal(unicodeSeen({ LC_ALL: '', LC_CTYPE: 'en_GB.UTF-8', LANG: 'C' }, 'linux'), true);
  assert.equal(unicodeSeen({}, 'linux'), false);
});

test('a dumb terminal and the Linux console get ASCII', () => {
  for (const TERM of ['dumb', 'linux']) assert.equal(unicodeSeen({ TERM, LANG: 'C.UTF-8' }, 'linux'), false);
});

test('on Windows the terminal decides', () => {
  assert.equal(unicodeSeen({}, 'win32'), false);
  assert.equal(unicodeSeen({ WT_SESSION: 'x' }, 'win32'), true);
  assert.equal(unicodeSeen({ TERM_PROGRAM: 'vscode' }, 'win32'), true);
});

test('a stream that does not know its width, or says 0, has 80 columns', () => {
  assert.deepEqual(
    [undefined, 0, -1, 40, 200].map((columns) => widthOf({ isTTY: true, columns })),
    [80, 80, 80, 40, 200],
  );
});

test('a style is decided for one stream by itself', () => {
  const env = { LANG: 'C.UTF-8', TERM: 'xterm' };
  const flags = { colour: null, quiet: false, verbose: true };
  assert.deepEqual(styleFor(flags, env, terminal, 'linux'), {
    width: 100,
    colour: true,
    unicode: true,
    quiet: false,
    verbose: true,
  });
  assert.deepEqual(styleFor(flags, env, pipe, 'linux'), {
    width: 80,
    colour: false,
    unicode: true,
    quiet: false,
    verbose: true,
  });
});
