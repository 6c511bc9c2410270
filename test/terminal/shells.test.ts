import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { commands } from '../../src/cli/commands/index.js';
import { completionScript } from '../../src/cli/completion.js';
import { describeAll } from '../../src/cli/options-of.js';
import { folderFor } from '../cli/program.js';
import { without } from './tmux.js';

const known = { causes: ['control-refused'], scenarios: ['healthy', 'linksys'], formats: ['pretty', 'json'] };
const all = await describeAll(commands);

/** What the user types, and the word that the shell must then offer or fill in. */
const typed: readonly (readonly [string, string])[] = [
  ['ftpdoctor cau', 'causes'],
  ['ftpdoctor check --expect-a', '--expect-address'],
  ['ftpdoctor check --format j', 'json'],
  ['ftpdoctor lab lin', 'linksys'],
  ['ftpdoctor causes con', 'control-refused'],
];

test('fish offers commands, options, values, scenarios and causes', { skip: without('fish') }, (t) => {
  const script = join(folderFor(t), 'ftpdoctor.fish');
  writeFileSync(script, completionScript('fish', all, known));
  for (const [line, word] of typed) {
    const run = spawnSync('fish', ['--no-config', '-c', `source ${script}; complete -C '${line}'`], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', HOME: folderFor(t), TERM: 'xterm' },
    });
    assert.equal(run.stderr, '');
    const offered = run.stdout.split('\n').map((entry) => entry.split('\t')[0]);
    assert.ok(offered.includes(word), `${line}: ${run.stdout}`);
  }
});

test('zsh offers commands, options, values, scenarios and causes at a tab', { skip: without('zsh') }, (t) => {
  const folder = folderFor(t);
  writeFileSync(join(folder, '_ftpdoctor'), completionScript('zsh', all, known));
  for (const [line, word] of typed) {
    // An interactive zsh at a terminal of its own. A stand-in for the program tells what the line had become at Enter;
    // reading ends when it has come, or with the time this may take.
    const script = `zmodload zsh/zpty
zpty inner 'TERM=dumb zsh -f -i'
zpty -w inner "fpath=(${folder} \\$fpath); autoload -U compinit; compinit -u -D"
zpty -w inner "ftpdoctor() { print -r -- ran ''\\$*.; }; print -r -- re''ady"
zpty -r -m inner out '*ready*'
zpty -w -n inner $'${line}\\t\\r'
zpty -r -m inner out '*ran *.*' && print -r -- $out
zpty -d inner`;
    const run = spawnSync('zsh', ['-f', '-c', script], {
      encoding: 'utf8',
      timeout: 20_000,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, LANG: 'C.UTF-8' },
    });
    const filled = line.replace(/\S+$/, word).replace('ftpdoctor', 'ran');
    assert.ok(run.stdout.includes(`${filled}.`), `${line}: ${run.stdout}${run.stderr}`);
  }
});
