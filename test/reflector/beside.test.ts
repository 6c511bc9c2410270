import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test, type TestContext } from 'node:test';
import type { Connection, Network, Outcome, PortRange } from '../../src/model/network.js';
import { readHello } from '../../src/model/reflection.js';
import type { Report } from '../../src/model/report.js';
import type { Target, TlsMode } from '../../src/model/target.js';
import { jsonFromLetters, jsonToLetters } from '../../src/protocol/letters.js';
import { tcpNetwork } from '../../src/network/tcp.js';
import { bothEnds, lossy, sure } from './both-ends.js';
import { reflector } from './start.js';

/** A server beside the reflector: another one, for it is a server, too. */
async function server(t: TestContext, tls: TlsMode, range?: PortRange): Promise<Target> {
  const { port } = await reflector(t, range === undefined ? {} : { range });
  return { host: '127.0.0.1', port, tls, path: '', user: 'anonymous', password: 'x' };
}

/** Ranges of several tests lie apart, below the ports that the kernel gives to clients. */
function someRange(): PortRange {
  const low = 8000 + randomInt(70) * 50;
  return { low, high: low + 40 };
}

const within = (port: number, { low, high }: PortRange): boolean => port >= low && port <= high;
const causes = ({ findings }: Report): string[] => findings.filter(({ kind }) => kind === 'cause').map(({ id }) => id);

/** A line of the reflector: where it is HELLO, as of one that others have reached. */
function reachedByOthers(line: string): string {
  const hello = readHello(jsonFromLetters(line.slice(4)));
  return hello === null ? line : `200 ${jsonToLetters({ ...hello, reachedBy: 1 })}`;
}

/** A network that loses connections to some ports. */
function losing(lost: (port: number) => boolean): Network {
  const real = tcpNetwork({});
  return {
    ...real,
    async connect(to, options) {
      if (!lost(to.port)) return real.connect(to, options);
      await real.pause(50);
      return { ok: false, failure: { kind: 'timed-out', detail: 'no answer within 50 ms' } };
    },
  };
}

test('a device that stops TLS on the way to the reflector only is no cause where the server comes to TLS', async (t) => {
  const beside = await server(t, 'explicit');
  const client = (line: string, port: number): string =>
    port === beside.port ? line : line.replace(/^AUTH TLS$/, 'AUTH NONE');
  const report = await bothEnds(t, { client }, { modes: ['EPSV'], beside, options: { tlsInsecure: true } });
  assert.equal(report.reflector?.refusals.length, 1);
  assert.ok(!causes(report).includes('tls-blocked-in-path'), JSON.stringify(report.findings));
});

test('a device that stops TLS on both ways is strong for the server, whose own path has no witness', async (t) => {
  const beside = await server(t, 'explicit');
  const client = (line: string): string => line.replace(/^AUTH TLS$/, 'AUTH NONE');
  const report = await bothEnds(t, { client }, { modes: ['EPSV'], beside, options: { tlsInsecure: true } });
  assert.equal(sure(report, 'tls-blocked-in-path'), 'strong');
});

test('a device that answers the data connections to the reflector is no cause where the server lists', async (t) => {
  const range = someRange();
  const beside = await server(t, 'off');
  const real = tcpNetwork({});
  const silent: Connection = {
    local: { host: '127.0.0.1', port: 1 },
    remote: { host: '127.0.0.1', port: 2 },
    read: async (timeoutMs) => {
      await real.pause(timeoutMs);
      return { ok: false, failure: { kind: 'timed-out', detail: 'silence' } };
    },
    write: () => Promise.resolve({ ok: true, value: null }),
    secure: () => Promise.resolve({ ok: false, failure: { kind: 'tls', detail: 'silence' } }),
    keepAlive: () => Promise.resolve({ ok: true, value: null }),
    sendQueue: () => Promise.resolve({ ok: false, failure: { kind: 'unknown', detail: '' } }),
    close: () => undefined,
  };
  const network: Network = {
    ...real,
    connect: (to, options): Promise<Outcome<Connection>> =>
      within(to.port, range) ? Promise.resolve({ ok: true, value: silent }) : real.connect(to, options),
  };
  const report = await bothEnds(
    t,
    {},
    { modes: ['EPSV'], beside, network, far: { range, limits: { dataMs: 3000 } }, options: lossy },
  );
  const fooled = report.reflector?.comparisons.filter(
    ({ reached, data }) => [reached, data?.outcome].join() === 'opened,timed-out',
  );
  assert.equal(fooled?.length, 3, JSON.stringify(report.reflector));
  assert.deepEqual(causes(report), [], JSON.stringify(report.findings));
});

test('that no high port of the reflector is reached is strong for the server, which may close its own as well', async (t) => {
  const [range, there] = [someRange(), { low: 17_000, high: 17_040 }];
  const beside = await server(t, 'off', range);
  const network = losing((port) => within(port, range) || within(port, there));
  const wish = { modes: ['EPSV'], beside, network, far: { range: there } } as const;
  const { findings } = await bothEnds(t, { server: reachedByOthers }, wish);
  const found = findings.find(({ id }) => id === 'client-egress-blocked');
  assert.equal(found?.confidence, 'strong');
  assert.match(found.notTested[0] ?? '', /its own side may close them/);
});

test('open ports elsewhere speak for a closed range of the server only as far as they lie around it', async (t) => {
  const range = someRange();
  const beside = await server(t, 'off', range);
  const network = losing((port) => within(port, range));
  const reportOf = (there: PortRange): Promise<Report> =>
    bothEnds(t, {}, { modes: ['EPSV'], beside, network, far: { range: there } });
  const around = await reportOf({ low: range.low - 900, high: range.high + 900 });
  const apart = await reportOf({ low: 17_100, high: 17_140 });
  assert.equal(sure(around, 'passive-range-closed'), 'strong');
  assert.equal(sure(apart, 'passive-range-closed'), 'likely');
  assert.match(
    apart.findings.find(({ id }) => id === 'passive-range-closed')?.notTested[0] ?? '',
    /may go out to ports \d+ to \d+: at the reflector .* were reached/,
  );
});
