import { behaviours } from './behaviours/index.js';
import { serveHostile } from './hostile-server.js';

/**
 * Serves every way to misbehave on a loopback port of its own, so that any FTP client can be pointed at them:
 * `npm run hostile -- [WORD...]`, only those whose sentence holds all words. Ends with Ctrl-C.
 */
const words = process.argv.slice(2);
const sentences = Object.entries(behaviours).flatMap(([kind, those]) =>
  Object.entries(those).map(([name, behaviour]) => ({ sentence: `${kind}: a server that ${name}`, behaviour })),
);
const chosen = sentences.filter(({ sentence }) => words.every((word) => sentence.includes(word)));
if (chosen.length === 0) throw new Error(`no way to misbehave has all of: ${words.join(' ')}`);
for (const { sentence, behaviour } of chosen) {
  const port = await serveHostile({ after: () => undefined }, behaviour);
  const tls = behaviour.argv?.includes('implicit') === true ? 'ftps' : 'ftp';
  process.stdout.write(`${tls}://127.0.0.1:${port}  ${sentence}\n`);
}
