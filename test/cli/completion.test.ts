import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { commands } from '../../src/cli/commands/index.js';
import { completionScript } from '../../src/cli/completion.js';
import { manPage } from '../../src/cli/man-page.js';
import { describeAll } from '../../src/cli/options-of.js';
import { checkedBy } from '../formats/tools.js';

const known = { causes: ['control-refused'], scenarios: ['healthy', 'linksys'], formats: ['pretty', 'json'] };
const all = await describeAll(commands);

/** What bash offers for a command line that ends at the cursor. */
function offered(...words: string[]): string[] {
  const script = `${completionScript('bash', all, known)}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
_ftpdoctor; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const run = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  assert.equal(run.stderr, '');
  return run.stdout.trim().split('\n');
}

test('bash offers commands, options, values, scenarios and causes', { skip: process.platform === 'win32' }, () => {
  assert.ok(offered('ftpdoctor', 'cau').includes('causes'));
  assert.ok(offered('ftpdoctor', 'check', '--exp').includes('--expect-address'));
  assert.ok(offered('ftpdoctor', 'ftp.example.com', '--dep').includes('--depth'));
  assert.deepEqual(offered('ftpdoctor', 'check', '--format', 'j'), ['json']);
  assert.deepEqual(offered('ftpdoctor', 'lab', 'lin'), ['linksys']);
  assert.deepEqual(offered('ftpdoctor', 'causes', 'con'), ['control-refused']);
});

test('every option of every command stands in each script and in the manual page', () => {
  const scripts = (['bash', 'zsh', 'fish'] as const).map((shell) => completionScript(shell, all, known));
  const page = manPage(all, '1.2.3').replaceAll('\\-', '-');
  for (const { command } of all) {
    for (const name of Object.keys(command.options)) {
      for (const script of scripts) assert.match(script, new RegExp(`(--|-l )${name}\\b`), name);
      assert.ok(page.includes(`--${name}`), name);
    }
    assert.ok(page.includes(command.title), command.name);
  }
});

test('the manual page holds nothing that a formatter complains about', (t) => {
  const run = checkedBy('mandoc', ['-Tlint', '-Wwarning'], manPage(all, '1.2.3'));
  if (run === null) t.diagnostic('mandoc is not here: its opinion was not asked');
  else assert.equal(run.words.replace(/.*missing date.*\n/, ''), '');
});
