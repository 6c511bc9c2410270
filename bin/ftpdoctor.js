#!/usr/bin/env node
// In CommonJS (bin/package.json), since Node's loader of other modules takes longer than all of this.
const { existsSync, readFileSync } = process.getBuiltinModule('node:fs');
const { join } = process.getBuiltinModule('node:path');

const root = join(__dirname, '..');
const [asked, more] = process.argv.slice(2);
if ((asked === '--version' || asked === '-V') && more === undefined) {
  // Scripts and package managers ask for it, and they often do.
  process.stdout.write(`${JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version}\n`);
} else {
  // bin/bundle.mjs makes both files. What V8 compiled then is half of the start; a Node of another version ignores it.
  const filename = join(root, 'dist/bundle/ftpdoctor.cjs');
  const compiled = join(root, 'dist/bundle/ftpdoctor.v8');
  const { Script } = process.getBuiltinModule('node:vm');
  const { pathToFileURL } = process.getBuiltinModule('node:url');
  const program = new Script(readFileSync(filename, 'latin1'), {
    filename,
    cachedData: existsSync(compiled) ? readFileSync(compiled) : undefined,
  });
  const { createRequire } = process.getBuiltinModule('node:module');
  program.runInThisContext()(createRequire(filename), pathToFileURL(filename).href, { exports: {} });
}
