import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCommandLine } from '../../src/cli/command-line.js';
import { commands } from '../../src/cli/commands/index.js';
import { commandHelp, overview } from '../../src/cli/help.js';
import { UsageError } from '../../src/cli/usage-error.js';

/** Misuse, and what the complaint must say. None of these may touch the network. */
const misuse: readonly (readonly [argv: readonly string[], complaint: RegExp])[] = [
  [['--tiemout', '3', 'h'], /unknown option --tiemout; did you mean --timeout\?/],
  [['check', '--mirror', 'r', 'h'], /unknown option --mirror/],
  [['check'], /check needs a target \(or --reflector-only\); write for example: ftpdoctor check ftp\.example\.com/],
  [['--verbose'], /check needs a target/],
  [['--quiet', 'decode', 'x'], /write the command first: ftpdoctor decode \.\.\.; for a host of that name/],
  [['--quiet', 'reflector', 'x'], /write the command first: ftpdoctor reflector/],
  [['h', '--format', 'jsno'], /--format "jsno" is unknown; did you mean json\?/],
  [['h:99999'], /port "99999" is not a port/],
  [['--record', 'x', 'a', 'b'], /--record keeps the transcript of one check; give one target/],
  [['--deadline', 'soon', 'h'], /--deadline "soon" is not a duration/],
  [['--output', '/nonexistent/folder/x', 'h'], /--output: .*there is no folder \/nonexistent\/folder/],
  [['--record', '/nonexistent/folder/x', 'h'], /--record: .*there is no folder/],
  [['--require', 'epsv', '--modes', 'pasv', 'h'], /add epsv to --modes/],
  [['decode'], /decode needs a text/],
  [['decode', '--format', 'yaml', '1,2'], /--format "yaml" is unknown/],
  [['encode'], /encode needs an address and port/],
  [
    ['causes', 'pasv-adress-private'],
    /no cause is called "pasv-adress-private"; did you mean "pasv-address-private"\?/,
  ],
  [['causes', 'banana'], /ftpdoctor causes lists them/],
  [['causes', 'a', 'b'], /"b" is one word too many; write ftpdoctor causes \[id\]/],
  [['lab', 'lnksys'], /did you mean "linksys"\?/],
  [['lab', 'banana'], /ftpdoctor lab --list names them/],
  [['lab', 'healthy', 'linksys'], /one word too many/],
  [['schema', 'x'], /one word too many/],
];

for (const [argv, complaint] of misuse) {
  test(`ftpdoctor ${argv.join(' ')} is misuse, told in one line`, async () => {
    await assert.rejects(
      runCommandLine(argv),
      (error) => error instanceof UsageError && complaint.test(error.message) && !error.message.includes('\n'),
    );
  });
}

test('the overview fits a screen, shows examples before commands, and names every command that is there', () => {
  const text = overview(commands);
  assert.ok(text.split('\n').length <= 28);
  assert.ok(
    text.split('\n').every((line) => line.length <= 80),
    text,
  );
  assert.ok(text.indexOf('Examples:') < text.indexOf('Commands:'));
  for (const { name } of commands) assert.match(text, new RegExp(`^ {2}${name} `, 'm'));
});

for (const entry of commands) {
  test(`the help of ${entry.name} shows examples first, every option, and no line that wraps at 80 columns`, async () => {
    const { default: command } = await entry.load();
    assert.equal(command.name, entry.name);
    const lines = commandHelp(command, 80).split('\n');
    assert.ok(lines.every((line) => line.length <= 80 || line.startsWith('  ftpdoctor ')));
    const options = lines.findIndex((line) => /^ {2}(?: {3}|-.,) --/.test(line));
    const examples = lines.indexOf('Examples:');
    assert.ok(examples > 0);
    if (options >= 0) assert.ok(examples < options);
    for (const name of Object.keys(command.options))
      assert.ok(
        lines.some((line) => line.includes(`--${name}`)),
        name,
      );
  });
}

test('the words of the examples are commands and options that exist', async () => {
  const all = await Promise.all(commands.map((entry) => entry.load()));
  const options = new Set(all.flatMap(({ default: command }) => Object.keys(command.options)));
  for (const [line] of all.flatMap(({ default: command }) => command.examples)) {
    for (const [, name = ''] of line.matchAll(/ --([a-z-]+)/g)) assert.ok(options.has(name), line);
  }
});
