import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { helperFirewall } from '../../src/lab/boxes/helper-firewall.js';
import { simulate, type SimulatedNetwork } from '../../src/lab/network.js';
import { addresses, behindRouter, ftp, publishedBy, world, type Changes } from '../../src/lab/parts.js';
import { proftpd } from '../../src/lab/personalities/proftpd.js';
import { pyftpdlib } from '../../src/lab/personalities/pyftpdlib.js';
import { formatEprt, formatPort } from '../../src/protocol/active.js';
import { dataOptions, drain, enter, failureKind, logIn, must, type MiniClient } from './mini-client.js';

function building(changes: Changes): SimulatedNetwork {
  return simulate({ build: () => world(changes) });
}

/** Sends the pieces one after another, each as a segment of its own, and waits for an answer. */
async function sendCut(session: MiniClient, network: SimulatedNetwork, pieces: readonly string[]): Promise<string> {
  for (const piece of pieces) {
    must(await session.control.write(Buffer.from(piece)));
    await network.pause(50);
  }
  const answer = await session.control.read(2000);
  return answer.ok ? Buffer.from(answer.value).toString().slice(0, 3) : answer.failure.kind;
}

suite('the router of the client', () => {
  const echoing = { 21: ftp({ personality: pyftpdlib }), 2121: ftp({ personality: pyftpdlib }) };

  test('without an ALG a PORT command arrives as it was sent', async () => {
    const session = await logIn(building({ ...behindRouter(), services: echoing }));
    const reply = await session.say(formatPort({ host: addresses.lanClient, port: 50_000 }));
    assert.equal(reply, '501 Rejected data connection to foreign address 192.168.1.100:50000.');
  });

  test('with an ALG the call back comes in, but only on the control ports it reads', async () => {
    for (const [port, code] of [
      [21, '200'],
      [2121, '501'],
    ] as const) {
      const network = building({ ...behindRouter({ algPorts: [21] }), services: echoing });
      const session = await logIn(network, addresses.server, port);
      const listener = must(await network.listen({ host: addresses.lanClient, ports: null }));
      assert.equal((await session.say(formatEprt(listener.local))).slice(0, 3), code);
    }
  });

  test('a pinhole is used up by the first call', async () => {
    // ProFTPD replaces a private address by itself, so it calls the router even where the ALG did not read the command.
    const services = { 21: ftp({ personality: proftpd }) };
    const network = building({ ...behindRouter({ algPorts: [21] }), services });
    const session = await logIn(network);
    const listener = must(await network.listen({ host: addresses.lanClient, ports: null }));
    await session.say(formatPort(listener.local));
    assert.match(await session.say('LIST'), /^150/);
    assert.match(await drain(must(await listener.accept(1000))), /README/);
    assert.match(await session.reply(), /^226/);
    must(await session.control.write(Buffer.from(`NOOP\r\n${formatPort(listener.local)}\r\n`)));
    assert.match(await session.reply(), /^200/);
    assert.match(await session.reply(), /^200 PORT/);
    must(await session.control.write(Buffer.from('LIST\r\n')));
    assert.equal(failureKind(await listener.accept(5000)), 'timed-out');
    assert.match(network.journal.map(({ text }) => text).join('\n'), /dropped 203\.0\.113\.10:20 to port 49153/);
  });

  test('an address that is not the sender is left alone', async () => {
    const network = building({ ...behindRouter({ algPorts: [21] }), services: echoing });
    const session = await logIn(network);
    assert.match(await session.say(formatPort({ host: '192.168.1.77', port: 50_000 })), /192\.168\.1\.77:50000/);
    assert.deepEqual(network.journal, []);
  });

  test('a forwarded port needs no ALG', async () => {
    const forward = { ports: { low: 6000, high: 6000 }, to: addresses.lanClient };
    const network = building(behindRouter({ forward }));
    const session = await logIn(network);
    const listener = must(await network.listen({ host: addresses.lanClient, ports: { low: 6000, high: 6000 } }));
    assert.match(await session.say(formatPort({ host: addresses.clientRouter, port: 6000 })), /^200/);
    assert.match(await session.say('LIST'), /^150/);
    assert.equal(must(await listener.accept(1000)).local.host, addresses.lanClient);
  });

  test('the server sees the router, and the client sees the server', async () => {
    const network = building(behindRouter());
    const session = await logIn(network);
    assert.deepEqual(session.control.remote, { host: addresses.server, port: 21 });
    assert.equal(session.control.local.host, addresses.lanClient);
    assert.match((await session.ask('STAT')).lines.join('\n'), /Connected to 203\.0\.113\.1\n/);
  });
});

suite('the router of the server', () => {
  const numbers = /\((\d+,\d+,\d+,\d+),/;

  test('without an ALG the inside address leaks in 227', async () => {
    const session = await logIn(building(publishedBy()));
    assert.equal(numbers.exec(await session.say('PASV'))?.[1], '10,0,0,10');
  });

  test('with an ALG 227 names the outside address, and the port it names is open once', async () => {
    const network = building(publishedBy({ algPorts: [21] }));
    const session = await logIn(network);
    const reply = await session.say('PASV');
    const [high = 0, low = 0] = reply.match(/\d+/g)?.map(Number).slice(5) ?? [];
    assert.equal(numbers.exec(reply)?.[1], '203,0,113,10');
    const to = { host: addresses.server, port: high * 256 + low };
    must(await network.connect(to, dataOptions)).close();
    assert.equal(failureKind(await network.connect(to, dataOptions)), 'refused');
  });

  test('under TLS the ALG reads nothing, and the inside address leaks', async () => {
    const network = building({ ...publishedBy({ algPorts: [21] }), services: { 21: ftp({ tls: 'offered' }) } });
    const session = await enter(network);
    await session.say('AUTH TLS');
    must(
      await session.control.secure({
        serverName: 'ftp.example.com',
        ca: null,
        resume: null,
        watchEnd: false,
        clearBytes: 0,
        timeoutMs: 1000,
      }),
    );
    await session.say('USER anonymous');
    await session.say('PASS x');
    assert.equal(numbers.exec(await session.say('PASV'))?.[1], '10,0,0,10');
  });
});

suite('a firewall with the FTP helper of Linux', () => {
  const near = (): Changes => ({ near: [helperFirewall({ name: 'helper', ports: [21] })] });
  const cases: [string, readonly string[], string][] = [
    ['passes a command cut behind two letters', ['PW', 'D\r\n'], '257'],
    ['passes a command cut where no pattern begins', ['N', 'OOP\r\n'], '200'],
    ['drops a lone P, and with it all that follows', ['P', 'WD\r\n'], 'timed-out'],
    ['drops PORT without numbers', ['PORT foo\r\n'], 'timed-out'],
    ['drops EPRT of another family', ['EPRT |2|2001:db8::1|50000|\r\n'], 'timed-out'],
    ['does not read a command behind another one in a segment', ['NOOP\r\nPORT foo\r\n'], '200'],
  ];
  for (const [does, pieces, answer] of cases) {
    test(does, async () => {
      const network = building(near());
      const session = await logIn(network);
      assert.equal(await sendCut(session, network, pieces), answer);
    });
  }

  test('never reads the first command of a connection', async () => {
    const network = building(near());
    const session = await enter(network);
    assert.equal(await sendCut(session, network, ['EPRT |2|2001:db8::1|50000|\r\n']), '530');
  });

  test('reads only the control ports it was given', async () => {
    const network = building({ ...near(), services: { 2121: ftp() } });
    const session = await logIn(network, addresses.server, 2121);
    assert.equal(await sendCut(session, network, ['P', 'WD\r\n']), '257');
  });

  test('leaves a dropped segment in the send queue, retransmitted at doubling intervals', async () => {
    const network = building(near());
    const session = await logIn(network);
    must(await session.control.write(Buffer.from('P')));
    await network.pause(50);
    must(await session.control.write(Buffer.from('WD\r\n')));
    const after = async (ms: number): Promise<number> => {
      await network.pause(ms);
      const { unackedBytes, retransmits } = must(await session.control.sendQueue());
      assert.equal(unackedBytes, 5);
      return retransmits;
    };
    assert.deepEqual([await after(100), await after(100), await after(400), await after(2500)], [0, 1, 2, 4]);
  });

  test('lets a call back in where it read PORT, and no other connection', async () => {
    const network = building(near());
    const session = await logIn(network);
    const listener = must(await network.listen({ host: addresses.publicClient, ports: null }));
    must(await session.control.write(Buffer.from(`NOOP\r\n${formatPort(listener.local)}\r\n`)));
    assert.match(await session.reply(), /^200/);
    assert.match(await session.reply(), /^200/);
    must(await session.control.write(Buffer.from('LIST\r\n')));
    assert.equal(failureKind(await listener.accept(5000)), 'timed-out');
  });
});
