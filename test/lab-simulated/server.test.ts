import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { ftp, world } from '../../src/lab/parts.js';
import { simulate, type SimulatedNetwork } from '../../src/lab/network.js';
import type { FtpSetup } from '../../src/lab/ftp/setup.js';
import { proftpd } from '../../src/lab/personalities/proftpd.js';
import { pyftpdlib } from '../../src/lab/personalities/pyftpdlib.js';
import { vsftpd } from '../../src/lab/personalities/vsftpd.js';
import { formatPort } from '../../src/protocol/active.js';
import { parsePassiveReply } from '../../src/protocol/passive.js';
import { dataOptions, drain, enter, failureKind, logIn, must, type MiniClient } from './mini-client.js';

const client = '198.51.100.20';

function serving(changes: Partial<FtpSetup>): SimulatedNetwork {
  return simulate({ build: () => world({ services: { 21: ftp(changes) } }) });
}

/** Asks for a passive port. */
async function askPassive(session: MiniClient, mode: 'PASV' | 'EPSV'): Promise<number> {
  const parsed = parsePassiveReply(mode, await session.ask(mode));
  assert.ok(parsed.ok);
  return parsed.endpoint.port;
}

suite('when nobody is there', () => {
  test('a passive server gives up after its own time and says so', async () => {
    const network = serving({ personality: vsftpd });
    const session = await logIn(network);
    await askPassive(session, 'PASV');
    const before = network.now();
    await session.control.write(Buffer.from('LIST\r\n'));
    assert.equal(
      Buffer.from(must(await session.control.read(90_000)))
        .toString()
        .slice(0, 3),
      '425',
    );
    assert.equal(network.now() - before, 60_020);
  });

  test('an active server tells its errno where the product does', async () => {
    const session = await logIn(serving({ personality: proftpd }));
    await session.say(formatPort({ host: client, port: 50_000 }));
    assert.equal(await session.say('LIST'), '425 Unable to build data connection: Connection refused');
  });

  test('pyftpdlib calls at once, so that PORT itself fails', async () => {
    const session = await logIn(serving({ personality: pyftpdlib }));
    assert.match(await session.say(formatPort({ host: client, port: 50_000 })), /^425/);
  });

  test('LIST with nothing set up is refused, but pyftpdlib announces a transfer that never comes', async () => {
    assert.match(await (await logIn(serving({ personality: vsftpd }))).say('LIST'), /^425/);
    const hanging = await logIn(serving({ personality: pyftpdlib }));
    assert.match(await hanging.say('LIST'), /^150/);
    assert.equal(failureKind(await hanging.control.read(600_000)), 'timed-out');
  });

  test('a passive port that was left for a newer one refuses', async () => {
    const network = serving({});
    const session = await logIn(network);
    const first = await askPassive(session, 'EPSV');
    await askPassive(session, 'EPSV');
    const outcome = await network.connect({ host: '203.0.113.10', port: first }, dataOptions);
    assert.equal(failureKind(outcome), 'refused');
  });

  test('a range of one port serves one session at a time', async () => {
    const network = serving({ passivePorts: { low: 50_000, high: 50_000, order: 'random', seed: 1 } });
    const [first, second] = [await logIn(network), await logIn(network)];
    assert.match(await first.say('PASV'), /^227/);
    assert.match(await second.say('PASV'), /^425/);
    assert.match(await first.say('EPSV'), /^229/);
    first.control.close();
    await network.pause(50);
    assert.match(await second.say('EPSV'), /\(\|\|\|50000\|\)/);
  });
});

suite('the rules of the control connection', () => {
  test('before the login only the login is served', async () => {
    const session = await enter(serving({}));
    for (const line of ['PASV', 'LIST', 'STAT', 'PORT 1,2,3,4,5,6', 'NO SUCH']) {
      assert.equal(await session.say(line), '530 Please login with USER and PASS.');
    }
  });

  test('a wrong password is refused, the right one accepted', async () => {
    const session = await enter(serving({ password: 'right' }));
    await session.say('USER alice');
    assert.match(await session.say('PASS wrong'), /^530/);
    assert.match(await session.say('PASS right'), /^230/);
  });

  test('after EPSV ALL only EPSV is served', async () => {
    const session = await logIn(serving({}));
    await session.say('EPSV ALL');
    assert.match(await session.say('PASV'), /^501/);
    assert.match(await session.say(formatPort({ host: client, port: 50_000 })), /^501/);
    assert.match(await session.say('EPSV'), /^229/);
  });

  test('the wrong address family is answered with 522 and the right one', async () => {
    const session = await logIn(serving({}));
    assert.match(await session.say('EPSV 2'), /^522 .*\(1\)/);
    assert.match(await session.say('EPRT |2|2001:db8::1|50000|'), /^522 .*\(1\)/);
  });

  test('a command that this version does not know is not in FEAT either', async () => {
    const session = await logIn(serving({ unknown: ['EPSV'] }));
    assert.match(await session.say('EPSV'), /^500/);
    const { lines } = await session.ask('FEAT');
    assert.ok(lines.includes(' PASV') && !lines.includes(' EPSV'));
  });

  test('USER in clear is refused where TLS is required, and accepted after AUTH TLS', async () => {
    const session = await enter(serving({ tls: 'required' }));
    assert.match(await session.say('USER anonymous'), /encryption/);
    assert.match(await session.say('AUTH TLS'), /^234/);
    const options = {
      serverName: 'ftp.example.com',
      ca: null,
      resume: null,
      watchEnd: false,
      clearBytes: 0,
      timeoutMs: 1000,
    };
    must(await session.control.secure(options));
    assert.match(await session.say('USER anonymous'), /^331/);
  });

  test('the greeting comes as late as it was set to', async () => {
    const network = serving({ greetingMs: 6000 });
    await enter(network);
    assert.equal(network.now(), 6020);
  });

  test('replies do not depend on how the commands are cut into segments', async () => {
    const script = 'USER anonymous\r\nPASS x\r\nSYST\r\nFEAT\r\nSTAT\r\nNOOP\r\nQUIT\r\n';
    const transcriptOf = async (cuts: readonly number[]): Promise<string> => {
      const network = serving({});
      const control = must(await network.connect({ host: '203.0.113.10', port: 21 }, dataOptions));
      let from = 0;
      for (const cut of [...cuts, script.length].sort((a, b) => a - b)) {
        await control.write(Buffer.from(script.slice(from, cut)));
        from = cut;
      }
      return drain(control);
    };
    const whole = await transcriptOf([]);
    assert.match(whole, /^220 [^]*\r\n221 Goodbye\.\r\n$/);
    const cuts = fc.array(fc.integer({ min: 0, max: script.length }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(cuts, async (some) => {
        assert.equal(await transcriptOf(some), whole);
      }),
      { numRuns: 40 },
    );
  });

  test('ten thousand lines in one segment are answered one by one', async () => {
    const network = serving({});
    const session = await logIn(network);
    await session.control.write(Buffer.from('NOOP\r\n'.repeat(10_000)));
    for (let count = 0; count < 10_000; count++) assert.equal(await session.reply(), '200 OK.');
  });

  test('no bytes break a server: the next session is served', async () => {
    const verb = fc.constantFrom('PORT', 'EPRT', 'EPSV', 'PASV', 'LIST', 'AUTH', 'STAT', 'HOST', 'PROT', 'ABOR');
    const line = fc
      .tuple(verb, fc.string({ unit: 'binary', maxLength: 60 }))
      .map(([word, rest]) => `${word} ${rest}\r\n`);
    const garbage = fc.oneof(line, fc.string({ unit: 'binary', maxLength: 200 }));
    await fc.assert(
      fc.asyncProperty(fc.array(garbage, { maxLength: 8 }), async (lines) => {
        const network = serving({});
        const hostile = await logIn(network);
        for (const text of lines) await hostile.control.write(Buffer.from(text));
        await network.pause(100);
        hostile.control.close();
        const session = await logIn(network);
        assert.match(await session.say('NOOP'), /^200/);
        session.control.close();
        await network.settle();
        assert.equal(network.leaks('server'), 0);
      }),
      { numRuns: 60 },
    );
  });
});
