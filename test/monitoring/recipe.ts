import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../lab/places.js';
import { main, type Path } from './path.js';

const text = readFileSync(join(projectRoot, 'README.md'), 'utf8');

/** The block of code under a heading of the README. */
export function recipe(heading: string): string {
  const section = text.split(/^### /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const block = /```\w+\n(.*?)```/s.exec(section)?.[1];
  assert.ok(block !== undefined, `no recipe for ${heading}`);
  return block;
}

/** A folder with `ftpdoctor`, to stand first in the PATH, and what a recipe takes for granted. */
export function programFolder({ folder }: Path): string {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const write = (name: string, script: string): void => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  write('ftpdoctor', `exec '${process.execPath}' '${main}' "$@"`);
  write('sudo', 'exec "$@"');
  write('systemctl', 'echo "systemctl $*"');
  return bin;
}
