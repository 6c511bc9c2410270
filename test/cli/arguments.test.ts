import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainSpelling, readArguments } from '../../src/cli/arguments.js';
import type { OptionSpecs } from '../../src/cli/command.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { all, isSet, word } from '../../src/cli/words.js';

const specs: OptionSpecs = {
  port: { takes: 'PORT', group: '', says: '' },
  path: { takes: 'PATH', group: '', says: '' },
  timeout: { takes: 'TIME', group: '', says: '' },
  quiet: { takes: null, short: 'q', group: '', says: '' },
  verbose: { takes: null, short: 'v', group: '', says: '' },
  'no-color': { takes: null, group: '', says: '' },
};

const read = (...argv: string[]): ReturnType<typeof readArguments> => readArguments(argv, specs, 'check');

test('options and operands may stand in any order', () => {
  const { operands, words } = read('a', '--port', '21', 'b', '--quiet', '--path=x', 'c');
  assert.deepEqual(operands, ['a', 'b', 'c']);
  assert.deepEqual([word(words, 'port'), word(words, 'path'), isSet(words, 'quiet')], ['21', 'x', true]);
});

test('a switch takes no word after it for its value', () => {
  const { operands, words } = read('--quiet', 'host', '--no-color');
  assert.deepEqual(operands, ['host']);
  assert.ok(isSet(words, 'quiet') && isSet(words, 'no-color'));
  assert.equal(isSet(words, 'verbose'), false);
});

test('a repeated option keeps all its values in order, and where one counts it is the last', () => {
  const { words } = read('--port', '1', '--port=2', '--quiet', '--quiet');
  assert.deepEqual(all(words, 'port'), ['1', '2']);
  assert.equal(word(words, 'port'), '2');
  assert.equal(isSet(words, 'quiet'), true);
});

test('numbers stay as they were written', () => {
  const { operands, words } = read('010', '1e3', '--port', '0x15', '--path', '007');
  assert.deepEqual(operands, ['010', '1e3']);
  assert.deepEqual([word(words, 'port'), word(words, 'path')], ['0x15', '007']);
});

test('a dash alone is a value, and an operand', () => {
  const { operands, words } = read('--path', '-', '-');
  assert.deepEqual([word(words, 'path'), operands], ['-', ['-']]);
});

test('after two dashes nothing is an option', () => {
  const { operands } = read('--quiet', '--', '--port', '-x', '--');
  assert.deepEqual(operands, ['--port', '-x', '--']);
});

test('letters may stand together behind one dash', () => {
  const { words } = read('-qv');
  assert.ok(isSet(words, 'quiet') && isSet(words, 'verbose'));
});

test('the value of an option arrives as it was written, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), (value) => {
      const { words } = read(`--path=${value}`);
      assert.equal(word(words, 'path'), value);
    }),
  );
});

for (const [argv, complaint] of [
  [['--prot', '21'], /unknown option --prot; did you mean --port\?/],
  [['--hepl'], /did you mean --help\?/],
  [['--no-colour'], /did you mean --no-color\?/],
  [['--no-quiet'], /unknown option --no-quiet/],
  [['--banana'], /unknown option --banana; ftpdoctor check --help lists the options/],
  [['--Port', '21'], /unknown option --Port; did you mean --port\?/],
  [['--constructor=1'], /unknown option --constructor/],
  [['--__proto__', 'x'], /unknown option --__proto__/],
  [['--port.x', '1'], /unknown option --port\.x; did you mean --port\?/],
  [['-x'], /unknown option -x/],
  [['-port', '21'], /unknown option -port; did you mean --port\?/],
  [['--port'], /--port needs a value; write --port=PORT/],
  [['--port', '--quiet'], /--port needs a value/],
  [['--port='], /--port needs a value/],
  [['--path', ''], /--path needs a value/],
  [['--timeout', '-5'], /--timeout needs a value/],
  [['--quiet=banana'], /--quiet takes no value; leave "=banana" out/],
  [['--=x'], /unknown option --/],
] as const) {
  test(`"${argv.join(' ')}" is refused, and the complaint names it`, () => {
    assert.throws(
      () => read(...argv),
      (error) => error instanceof UsageError && complaint.test(error.message),
    );
  });
}

test('a mere list of targets stays as it is', () => {
  assert.deepEqual(plainSpelling(['a', 'b'], specs, 'check'), ['a', 'b']);
});
