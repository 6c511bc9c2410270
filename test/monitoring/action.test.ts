import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../lab/places.js';
import { at, documents, type Tree } from './deployed.js';
import { main, openPath, pathMissing, server, until } from './path.js';

const folder = join(projectRoot, '.github/actions/ftpdoctor');
const script = join(folder, 'check.sh');
const missing = pathMissing('bash');

function action(): Tree {
  const [tree] = documents(readFileSync(join(folder, 'action.yml'), 'utf8'));
  assert.ok(tree !== undefined);
  return tree;
}

test('the action hands every input to its script, as environment and never as text to run', () => {
  const inputs = Object.keys(at(action(), 'inputs') as Tree);
  const steps = at(action(), 'runs', 'steps') as readonly { readonly env?: Tree; readonly run?: string }[];
  const env = steps.flatMap((step) => Object.values(step.env ?? {}));
  for (const name of inputs) assert.ok(env.includes(`\${{ inputs.${name} }}`), name);
  for (const step of steps) assert.ok(step.run?.includes('${{') !== true, step.run);
  const text = readFileSync(script, 'utf8');
  const names = steps.flatMap((step) => Object.keys(step.env ?? {}));
  assert.ok(names.length >= 8);
  for (const name of names) assert.ok(text.includes(name), `${name} is not used`);
});

test(
  'the step of the action sees a right, a broken and a mended path',
  { skip: missing === '' ? false : missing, timeout: 600_000 },
  async (t) => {
    const path = await openPath();
    t.after(() => path.close());
    const output = join(path.folder, 'output');
    const summary = join(path.folder, 'summary');
    const step = (extra: readonly string[] = []): string => {
      writeFileSync(output, '');
      writeFileSync(summary, '');
      const set = [
        ...[`FTPDOCTOR=${main}`, `INPUT_TARGETS=${server.target}\n`, 'INPUT_MODES=pasv,epsv', 'INPUT_REQUIRE=epsv'],
        ...[`INPUT_USER=${server.user}`, `FTPDOCTOR_PASSWORD=${server.password}`, 'INPUT_OPTIONS=--timeout 1s'],
        ...[`GITHUB_OUTPUT=${output}`, `GITHUB_STEP_SUMMARY=${summary}`, `RUNNER_TEMP=${path.folder}`],
        ...[`INPUT_JUNIT=${join(path.folder, 'junit.xml')}`, ...extra],
      ];
      return path.run(['env', ...set, 'sh', '-c', `bash '${script}' || echo "failed with $?"`]);
    };
    const code = (): string => /^exit-code=(\d)$/m.exec(readFileSync(output, 'utf8'))?.[1] ?? '';

    const content = (): Promise<void> =>
      until('the step is content', () => {
        const said = step();
        return (code() === '0' && !said.includes('failed with')) || said;
      });
    await content();
    assert.match(readFileSync(summary, 'utf8'), /^## FTP check of .*: healthy$/m);

    path.break();
    const broken = step();
    assert.match(broken, /^::error .*\n/m);
    assert.match(broken, /failed with 2/);
    assert.equal(code(), '2');
    assert.match(readFileSync(join(path.folder, 'junit.xml'), 'utf8'), /<failure /);
    assert.ok(!(broken + readFileSync(summary, 'utf8')).includes(server.password));
    assert.doesNotMatch(step(['INPUT_FAIL_ON=never']), /failed with/);
    assert.match(step(['INPUT_FAIL_ON=sometimes']), /::error .*choose from degraded, broken, never/);

    path.mend();
    await content();
  },
);

test('the script of the action is sound shell', () => {
  const { status, stderr } = spawnSync('bash', ['-n', script], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
});
