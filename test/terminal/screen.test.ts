import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { test, type TestContext } from 'node:test';
import { entry } from '../cli/program.js';
import { payloads } from '../formats/payloads.js';
import { assertGolden } from '../golden.js';
import { inTerminal, without } from './tmux.js';

const skip = without('tmux');
const ftpdoctor = `${process.execPath} ${entry}`;

/** A new rule is one more cause that was ruled out; that is no other picture. */
const uncounted = (screen: string): string =>
  screen.replace(/(?<=^(?:Ruled out: |  - and ))\d+(?= (?:other )?causes)/m, 'NN');

for (const scenario of ['healthy', 'server-behind-nat', 'both-linksys-2121'])
  for (const columns of [40, 80, 120])
    test(
      `a terminal of ${columns} columns shows ${scenario} as agreed, and nothing of the progress`,
      { skip },
      async (t) => {
        const terminal = await inTerminal(t, columns, `${ftpdoctor} lab ${scenario}`);
        assertGolden(`terminal/${scenario}-${columns}.txt`, uncounted(await terminal.screen()));
      },
    );

test('a terminal that knows neither colour nor Unicode gets ASCII as agreed', { skip }, async (t) => {
  const terminal = await inTerminal(t, 80, `${ftpdoctor} lab server-behind-nat`, { TERM: 'dumb', LANG: 'C' });
  const screen = await terminal.screen();
  assertGolden('terminal/server-behind-nat-dumb.txt', uncounted(screen));
  assert.match(screen, /^[\n -~]*$/);
});

test('a report has no line that the terminal must break, commands to copy aside', { skip }, async (t) => {
  const copied = /^ {4}ftpdoctor /;
  for (const columns of [40, 80, 120]) {
    const terminal = await inTerminal(t, columns, `${ftpdoctor} lab server-behind-nat`);
    const long = (await terminal.lines()).filter((line) => line.trimEnd().length > columns && !copied.test(line));
    assert.deepEqual(long, []);
  }
});

/** An FTP server that says these bytes in its greeting and in its refusal of the user. */
async function hostile(t: TestContext, text: string): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.write(`220 ${text}\r\n`);
    socket.on('data', () => socket.write(`530 ${text}\r\n`));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return (server.address() as AddressInfo).port;
}

test('what a server says moves no cursor, sets no title, rings no bell and hides no row', { skip }, async (t) => {
  for (const [name, payload] of Object.entries(payloads)) {
    const port = await hostile(t, payload);
    const terminal = await inTerminal(t, 80, `printf "%s\\n" first; ${ftpdoctor} 127.0.0.1:${port}; echo "[last]"`);
    const rows = (await terminal.screen()).split('\n');
    assert.equal(rows[0], 'first', name);
    assert.match(rows[1] ?? '', /^(BROKEN|INCONCLUSIVE): /, name);
    assert.equal(rows.at(-2), '[last]', name);
    assert.notEqual(await terminal.fact('pane_title'), 'owned', name);
    assert.equal(await terminal.fact('alternate_on'), '0', name);
    assert.equal(await terminal.fact('window_bell_flag'), '0', name);
  }
});
