#!/usr/bin/env node
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

// An import of `node:fs` would load parts of Node that are not needed.
const { existsSync, readFileSync } = process.getBuiltinModule('node:fs');
const [asked, more] = process.argv.slice(2);
if ((asked === '--version' || asked === '-V') && more === undefined) {
  // Scripts and package managers ask for it, and they often do.
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  process.stdout.write(`${version}\n`);
} else {
  // bin/bundle.js makes both files. What V8 compiled then is half of the start; a Node of another version ignores it.
  const place = new URL('../dist/bundle/ftpdoctor.cjs', import.meta.url);
  const compiled = new URL('../dist/bundle/ftpdoctor.v8', import.meta.url);
  const { Script } = process.getBuiltinModule('node:vm');
  const program = new Script(readFileSync(place, 'latin1'), {
    filename: fileURLToPath(place),
    cachedData: existsSync(compiled) ? readFileSync(compiled) : undefined,
  });
  program.runInThisContext()(createRequire(place), place.href, { exports: {} });
}
