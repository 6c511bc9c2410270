import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, test, type TestContext } from 'node:test';
import { formats } from '../../src/formats/index.js';
import { folderFor, ftpdoctor } from '../cli/program.js';
import { payloads } from '../formats/payloads.js';
import { serveHostile } from './hostile-server.js';

/** What no output may hold; its own line ends aside. */
const harmful = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Below where most fields are cut. */
const roomInLine = 120;

/**
 * The payloads as a server would send them, in one line, since a reply is read line by line; short ones side by side,
 * since each line costs many runs of the program. By itself each is tried on the formats (test/formats/hostile.test.ts).
 */
const lines = Object.entries(payloads).reduce<[names: string, text: string][]>((packed, [name, payload]) => {
  const text = payload.slice(0, 500).replaceAll(/[\r\n]+/g, ' ');
  const last = packed.at(-1);
  if (last === undefined || last[1].length + text.length > roomInLine) return [...packed, [name, text]];
  return [...packed.slice(0, -1), [`${last[0]}, ${name}`, `${last[1]} ${text}`]];
}, []);

/** A server with a payload in everything it says, or in a refused login. */
function talking(t: TestContext, payload: string, how: 'serves' | 'refuses'): Promise<number> {
  return serveHostile(t, {
    greet: ({ say }) => {
      say(`220-${payload}`);
      say(`220 ${payload}`);
    },
    hear: ({ say }, { verb }, usual) => {
      if (verb === 'USER') say(`331 ${payload}`);
      else if (verb === 'PASS') say(`${how === 'serves' ? 230 : 530} ${payload}`);
      else if (['SYST', 'FEAT', 'STAT', 'HELP', 'CLNT', 'PWD'].includes(verb)) say(`215 ${payload}`);
      else if (['EPSV', 'EPRT'].includes(verb)) say(`522 ${payload}`);
      else if (verb === 'PASV') say(`227 ${payload} (1,2,3)`);
      else usual();
    },
  });
}

function assertHarmless(text: string, where: string): void {
  const at = text.split(/\r?\n/).find((line) => harmful.test(line));
  assert.equal(at, undefined, `${where}: ${JSON.stringify(at)}`);
}

suite('whatever a server says, no command shows a harmful character of it', { concurrency: 4 }, () => {
  for (const [name, payload] of lines)
    test(`a server that sends ${name}`, async (t) => {
      const folder = folderFor(t);
      const [first, second] = [await talking(t, payload, 'serves'), await talking(t, payload, 'refuses')];
      const written = formats.flatMap(({ id }) => ['--format', id, '--output', join(folder, id)]);
      const record = join(folder, 'record');
      const limits = ['--timeout', '500ms', '--modes', 'pasv,epsv'];
      const serving = `127.0.0.1:${first}`;
      for (const argv of [
        ['check', '--verbose', ...limits, '--record', record, ...written, '--format', 'pretty', serving],
        ['check', '--verbose', '--concurrency', '2', ...limits, serving, `127.0.0.1:${second}`],
        ['watch', '--count', '1', ...limits, '--history', join(folder, 'history'), `127.0.0.1:${second}`],
        ['fxp', '--verbose', '--timeout', '500ms', serving, `127.0.0.1:${second}`],
        ['explain', '--verbose', record],
        ['explain', '--compare', record, join(folder, 'json')],
        ['merge', join(folder, 'ndjson')],
      ]) {
        const { code, stdout, stderr } = await ftpdoctor(t, argv);
        assert.ok(code !== null, argv[0]);
        assert.doesNotMatch(stderr, /internal error/);
        assertHarmless(stdout, `${argv[0] ?? ''}, standard output`);
        assertHarmless(stderr, `${argv[0] ?? ''}, standard error`);
      }
      for (const file of readdirSync(folder)) assertHarmless(readFileSync(join(folder, file), 'utf8'), file);
      assert.equal(readdirSync(folder).length, formats.length + 2);
    });
});
