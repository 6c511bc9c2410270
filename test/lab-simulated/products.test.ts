import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ftp, world } from '../../src/lab/parts.js';
import { simulate, type SimulatedNetwork } from '../../src/lab/network.js';
import type { FtpSetup } from '../../src/lab/ftp/setup.js';
import { filezilla } from '../../src/lab/personalities/filezilla.js';
import { iis } from '../../src/lab/personalities/iis.js';
import { proftpd } from '../../src/lab/personalities/proftpd.js';
import { pureFtpd } from '../../src/lab/personalities/pure-ftpd.js';
import { pyftpdlib } from '../../src/lab/personalities/pyftpdlib.js';
import { vsftpd } from '../../src/lab/personalities/vsftpd.js';
import { formatEprt, formatPort } from '../../src/protocol/active.js';
import { parsePassiveReply } from '../../src/protocol/passive.js';
import { dataOptions, drain, logIn, must, type MiniClient } from './mini-client.js';

const client = '198.51.100.20';
const all = [vsftpd, proftpd, pureFtpd, pyftpdlib, filezilla, iis];

function serving(changes: Partial<FtpSetup>): SimulatedNetwork {
  return simulate({ build: () => world({ services: { 21: ftp(changes) } }) });
}

/** Asks for a passive port. */
async function askPassive(session: MiniClient, mode: 'PASV' | 'EPSV'): Promise<number> {
  const parsed = parsePassiveReply(mode, await session.ask(mode));
  assert.ok(parsed.ok);
  return parsed.endpoint.port;
}

suite('listing through each product', () => {
  for (const personality of all) {
    for (const mode of ['PASV', 'EPSV'] as const) {
      test(`${personality.product} lists after ${mode}`, async () => {
        const network = serving({ personality });
        const session = await logIn(network);
        const port = await askPassive(session, mode);
        const data = must(await network.connect({ host: '203.0.113.10', port }, dataOptions));
        assert.match(await session.say('LIST'), /^1[25][05] /);
        assert.equal((await drain(data)).split('\r\n').length, 3);
        assert.match(await session.reply(), /^226/);
        data.close();
        session.control.close();
        await network.settle();
        assert.deepEqual([network.leaks(), network.leaks('server')], [0, 0]);
      });
    }
    for (const mode of ['PORT', 'EPRT'] as const) {
      test(`${personality.product} lists after ${mode}`, async () => {
        const network = serving({ personality });
        const session = await logIn(network);
        const listener = must(await network.listen({ host: client, ports: null }));
        assert.match(await session.say((mode === 'PORT' ? formatPort : formatEprt)(listener.local)), /^200/);
        assert.match(await session.say('LIST'), /^1[25][05] /);
        const data = must(await listener.accept(8000));
        assert.equal((await drain(data)).split('\r\n').length, 3);
        assert.match(await session.reply(), /^226/);
      });
    }
  }
});

suite('what products do with an address in PORT that is not the client', () => {
  const foreign = formatPort({ host: '192.168.1.100', port: 50_000 });
  const replies: [FtpSetup['personality'], RegExp][] = [
    [vsftpd, /^500 Illegal PORT command\.$/],
    [pureFtpd, /^500 I won't open a connection to 192\.168\.1\.100 \(only to 198\.51\.100\.20\)$/],
    [pyftpdlib, /^501 Rejected data connection to foreign address 192\.168\.1\.100:50000\.$/],
    [iis, /^501 Server cannot accept argument\.$/],
    [filezilla, /^200/],
    [proftpd, /^200/],
  ];
  for (const [personality, reply] of replies) {
    test(`${personality.product} answers ${reply.source}`, async () => {
      const session = await logIn(serving({ personality }));
      assert.match(await session.say(foreign), reply);
    });
  }

  test('ProFTPD calls the client instead, but refuses a public address of somebody else', async () => {
    const network = serving({ personality: proftpd });
    const session = await logIn(network);
    const listener = must(await network.listen({ host: client, ports: { low: 50_000, high: 50_000 } }));
    await session.say(foreign);
    assert.match(await session.say('LIST'), /^150/);
    assert.equal(must(await listener.accept(1000)).remote.port, 20);
    await session.reply();
    assert.match(await session.say(formatPort({ host: '192.0.2.1', port: 50_000 })), /^500 Illegal PORT/);
  });

  test('a port below 1024 is refused although the address is right', async () => {
    const session = await logIn(serving({ personality: vsftpd }));
    assert.match(await session.say(formatPort({ host: client, port: 80 })), /^500/);
  });
});

suite('what products tell about the session', () => {
  const told: [FtpSetup['personality'], string, RegExp][] = [
    [vsftpd, 'STAT', /Connected to 198\.51\.100\.20\n/],
    [proftpd, 'STAT', /Connected from 198\.51\.100\.20 \(198\.51\.100\.20\)\n/],
    [pyftpdlib, 'STAT', /Connected to: 203\.0\.113\.10:21\n/],
    [iis, 'SYST', /^215 Windows_NT$/],
    [filezilla, 'SYST', /emulated by FileZilla/],
    [pureFtpd, 'FEAT', /ESTP/],
  ];
  for (const [personality, command, words] of told) {
    test(`${personality.product} answers ${command} with ${words.source}`, async () => {
      const session = await logIn(serving({ personality }));
      assert.match((await session.ask(command)).lines.join('\n'), words);
    });
  }
});
