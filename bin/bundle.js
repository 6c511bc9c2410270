// Makes dist/bundle, what bin/ftpdoctor.js runs: the compiled program and its packages in a few files that load in half
// the time of some hundred. `npm run build` runs it after the compiler.
import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = `${root}dist/bundle`;

/** Costly when they are made, hardly ever used: `string-width` of yargs and ora makes them while it is loaded. */
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

await rm(outdir, { recursive: true, force: true });
const { warnings } = await build({
  absWorkingDir: root,
  entryPoints: [`${root}dist/src/cli/main.js`],
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  chunkNames: '[name]-[hash]',
  // Of CommonJS, `import()` would find nothing but the default export.
  alias: { yaml: fileURLToPath(new URL('../node_modules/yaml/browser/index.js', import.meta.url)) },
  legalComments: 'eof',
  // Packages in CommonJS ask for what Node has by `require`, which a module does not know.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  plugins: [lateStringWidth],
  logLevel: 'warning',
});
for (const [line, name] of costly)
  if (!done.has(name)) throw new Error(`no string-width has the line "${line}" any more`);
if (warnings.length > 0) process.exitCode = 1;
