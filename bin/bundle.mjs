// Makes dist/bundle, what bin/ftpdoctor.js runs: the compiled program and its packages as one script, and beside it what
// V8 compiled that script to while it was at work. `npm run build` runs this after the TypeScript compiler.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const place = new URL('../dist/bundle/ftpdoctor.cjs', import.meta.url);
const compiled = new URL('../dist/bundle/ftpdoctor.v8', import.meta.url);

/** Costly when they are made, hardly ever used: `string-width` of ora makes them while it is loaded. */
const costly = [
  ['const segmenter = new Intl.Segmenter();', 'segmenter', 'new Intl.Segmenter()'],
  ['const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;', 'rgiEmojiRegex', '/^\\p{RGI_Emoji}$/v'],
];

/** Text with each such constant turned into one that is made at its first use. */
function madeLate(text, [line, name, value]) {
  const [before, after, ...more] = text.split(line);
  if (after === undefined || more.length > 0) return text;
  done.add(name);
  return `${before}let ${name}Made; const ${name} = () => (${name}Made ??= ${value});${after.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), `${name}()`)}`;
}

/** Of yargs only the parser of words is used; what it would load for its help pages has no effect on that. */
const parserAlone = {
  name: 'parser-alone',
  setup({ onResolve }) {
    onResolve({ filter: /platform-shims\/esm\.mjs$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path),
      sideEffects: false,
    }));
  },
};

const done = new Set();
const lateStringWidth = {
  name: 'late-string-width',
  setup({ onLoad }) {
    onLoad({ filter: /\/string-width\/index\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { contents: costly.reduce(madeLate, text), loader: 'js' };
    });
  },
};

/** Large packages that hardly any command uses have scripts of their own, loaded when something of them is used. */
const apart = { zod: ['z'], yaml: [] };
const keptApart = {
  name: 'kept-apart',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(${Object.keys(apart).join('|')})$`) }, ({ path, kind }) => {
      if (kind === 'entry-point') return undefined;
      return kind === 'dynamic-import' ? { path: `./${path}.cjs`, external: true } : { path, namespace: 'late' };
    });
    onResolve({ filter: /^\.\/\w+\.cjs$/, namespace: 'late' }, ({ path }) => ({ path, external: true }));
    onLoad({ filter: /./, namespace: 'late' }, ({ path }) => ({
      contents: apart[path]
        .map(
          (name) =>
            `Object.defineProperty(exports, '${name}', { enumerable: true, get: () => require('./${path}.cjs').${name} });`,
        )
        .join('\n'),
    }));
  },
};

async function bundle() {
  await rm(new URL('.', place), { recursive: true, force: true });
  const common = {
    absWorkingDir: root,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    legalComments: 'eof',
    logLevel: 'warning',
  };
  const outdir = fileURLToPath(new URL('.', place));
  const packages = await build({ ...common, entryPoints: Object.keys(apart), outdir, outExtension: { '.js': '.cjs' } });
  const { warnings } = await build({
    ...common,
    entryPoints: [`${root}dist/src/cli/main.js`],
    outfile: fileURLToPath(place),
    // A script compiled by itself can import nothing; what Node brings along can be required late as well.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'place' },
    banner: { js: '(function (require, place, module) {' },
    footer: { js: '})' },
    plugins: [lateStringWidth, keptApart, parserAlone],
  });
  // It is read as Latin-1, which is quicker; esbuild leaves letters in regular expressions and templates as they are.
  const text = await readFile(place, 'utf8');
  const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  await writeFile(place, text.replaceAll(/[\u0080-\uffff]/g, escaped));
  for (const [line, name] of costly)
    if (!done.has(name)) throw new Error(`no string-width has the line "${line}" any more`);
  if (packages.warnings.length + warnings.length > 0) process.exitCode = 1;
}

/** Runs a command line in this process and keeps what V8 has compiled by its end. */
async function train(argv) {
  const filename = fileURLToPath(place);
  const script = new Script(await readFile(place, 'latin1'), { filename });
  process.argv.splice(1, process.argv.length, filename, ...argv);
  process.on('exit', () => writeFileSync(compiled, script.createCachedData()));
  script.runInThisContext()(createRequire(place), place.href, { exports: {} });
}

/** Has a check of a healthy server run with training: everything a check needs is compiled then, and little else. */
async function compile() {
  const quiet = { stdio: ['ignore', 'pipe', 'ignore'] };
  const program = fileURLToPath(new URL('./ftpdoctor.js', import.meta.url));
  const serve = ['lab', 'healthy', '--serve', '--listen', '127.0.0.1:0'];
  const server = spawn(process.execPath, [program, ...serve], quiet);
  try {
    const gone = once(server, 'exit').then(([code]) => {
      throw new Error(`the lab's healthy server ended with ${code}`);
    });
    const [address] = await Promise.race([once(server.stdout.setEncoding('utf8'), 'data'), gone]);
    gone.catch(() => undefined);
    const check = ['train', 'check', '--format', 'json', '--format', 'pretty', '--output', '-', address.trim()];
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...check], quiet);
    child.stdout.resume();
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`a check of the lab's healthy server ended with ${code}`);
  } finally {
    server.kill();
  }
}

if (process.argv[2] === 'train') await train(process.argv.slice(3));
else {
  await bundle();
  await compile().catch((error) => {
    process.stderr.write(`bundle: the program will start slowly, since nothing could be compiled: ${error.message}\n`);
  });
}
