import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { scenarios } from '../../src/lab/scenarios/index.js';
import type { Observations } from '../../src/model/observations.js';
import { observe } from '../../src/observations/observe.js';
import controlIdleCut from '../../src/rules/control-idle-cut.js';
import { diagnoseScenario } from '../support/scenario-run.js';

/** What a scenario showed, with another server product than the one that was there. */
async function shown(id: string, product: string | null): Promise<Observations> {
  const scenario = scenarios.find((one) => one.id === id);
  assert.ok(scenario !== undefined);
  const { transcript } = await diagnoseScenario(scenario);
  const all = observe(transcript);
  return { ...all, control: { ...all.control, server: product === null ? null : { product, version: null } } };
}

const forServer = (o: Observations): { text: string; snippet?: string | undefined } | undefined =>
  controlIdleCut.remedies(o).find((one) => one.for === 'server admin');

suite('what the server admin is told of TCP keepalives', () => {
  test('a server that asks for none gets no setting of its system, which would change nothing', async () => {
    const pure = forServer(await shown('idle-cut-silent', 'Pure-FTPd'));
    assert.match(pure?.text ?? '', /asks for no TCP keepalives/);
    assert.equal(pure?.snippet, undefined);
    const pyftpdlib = forServer(await shown('idle-cut-silent', 'pyftpdlib'));
    assert.match(pyftpdlib?.snippet ?? '', /SO_KEEPALIVE/);
    assert.doesNotMatch(pyftpdlib?.snippet ?? '', /sysctl/);
  });

  test('ProFTPD counts seconds, keepalives, seconds; an unknown server gets all of them by name', async () => {
    assert.match(
      forServer(await shown('idle-cut-silent', 'ProFTPD'))?.snippet ?? '',
      /^SocketOptions keepalive \d+:9:\d+ +# proftpd\.conf$/,
    );
    const { text, snippet } = forServer(await shown('idle-cut-silent', null)) ?? { text: '' };
    for (const name of ['vsftpd', 'ProFTPD', 'Pure-FTPd', 'pyftpdlib']) assert.match(text, new RegExp(name));
    for (const name of ['# vsftpd', '# proftpd.conf', '# pyftpdlib']) assert.ok(snippet?.includes(name), name);
  });

  test('where the path disregards keepalives nothing is said of them to the server', async () => {
    assert.equal(forServer(await shown('idle-cut-payload', 'vsftpd')), undefined);
  });
});
