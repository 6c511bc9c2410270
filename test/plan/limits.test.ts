import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { firewall } from '../../src/lab/boxes/firewall.js';
import { inspector } from '../../src/lab/boxes/inspector.js';
import type { Middlebox } from '../../src/lab/middlebox.js';
import {
  addresses,
  behindRouter,
  type Changes,
  ftp,
  publishedBy,
  serverName,
  target,
  world,
} from '../../src/lab/parts.js';
import type { Scenario } from '../../src/lab/scenario.js';
import { scenarios } from '../../src/lab/scenarios/index.js';
import type { FtpSetup } from '../../src/lab/ftp/setup.js';
import type { ProbeOptions, Target } from '../../src/model/target.js';
import type { Transcript } from '../../src/model/transcript.js';
import { checkScenario } from '../lab-simulated/check-scenario.js';

const addressesOfName = ['203.0.113.11', '203.0.113.12', '203.0.113.13', '203.0.113.10'];
const control = { low: 21, high: 21 };
const dropping = (open: readonly { low: number; high: number }[], blocks: 'to-server' | 'to-client'): Changes => ({
  near: [firewall({ name: 'drop', blocks, open, how: 'drop' })],
});
const everyCallback = firewall({ name: 'no callbacks', blocks: 'to-client', open: [], how: 'drop' });
const everyDataPort = firewall({ name: 'no data ports', blocks: 'to-server', open: [control], how: 'drop' });
/** From this command on nothing gets through any more. */
const deafTo = (command: RegExp): Changes => ({
  near: [inspector({ name: 'deaf', ports: [21], edit: (text) => (command.test(text) ? null : text) })],
});

/** Ways to drop everything from some point on, each on a path of its own. */
const droppings: Readonly<Record<string, { parts: () => Changes; ftp?: Partial<FtpSetup>; target?: Partial<Target> }>> =
  {
    'the control port': { parts: () => dropping([], 'to-server') },
    'three of four addresses': { parts: () => ({ name: addressesOfName }) },
    'whatever is said': { parts: () => deafTo(/./) },
    'whatever follows the login': { parts: () => deafTo(/^(?!USER|PASS)/) },
    'what asks for data': { parts: () => deafTo(/^(?:PASV|EPSV|PORT|EPRT)/) },
    'what lists': { parts: () => deafTo(/^(?:LIST|NLST|STAT)/) },
    'data connections both ways': { parts: () => ({ near: [everyCallback, everyDataPort] }) },
    'data connections both ways, an address that is nobody’s': {
      parts: () => ({ near: [everyCallback, everyDataPort] }),
      ftp: { advertised: '10.9.8.7' },
    },
    'data connections, and TLS is offered': {
      parts: () => ({ near: [everyCallback, everyDataPort] }),
      ftp: { tls: 'offered' },
    },
    'data connections under TLS': {
      parts: () => ({ near: [everyCallback, everyDataPort] }),
      ftp: { tls: 'offered' },
      target: { tls: 'explicit' },
    },
    'data connections through two routers': {
      parts: () => ({ ...publishedBy({ stray: 'drop' }), ...behindRouter() }),
      ftp: { tls: 'offered' },
    },
  };

function opened({ events }: Transcript): number {
  return events.filter(({ purpose, operation }) => purpose === 'control' && operation === 'connect').length;
}

async function transcriptOf(scenario: Scenario, options: Partial<ProbeOptions>): Promise<Transcript> {
  return (await checkScenario({ ...scenario, options: { ...scenario.options, ...options } })).transcript;
}

const expect = { verdict: 'broken', first: null } as const;

suite('a server that drops everything costs little', () => {
  for (const [what, { parts, ftp: setup = {}, target: changes = {} }] of Object.entries(droppings)) {
    const scenario: Scenario = {
      id: 'drops',
      title: what,
      story: '',
      target: target({ host: serverName, ...changes }),
      expect,
      build: () => world({ services: { 21: ftp(setup) }, ...parts() }),
    };
    test(`${what}: at most 40 control connections and 60 s in auto`, async () => {
      const transcript = await transcriptOf(scenario, { depth: 'auto', timeoutMs: 8000 });
      assert.ok(opened(transcript) <= 40, `${opened(transcript)} control connections`);
      assert.ok(transcript.durationMs <= 60_000, `${transcript.durationMs} ms`);
    });

    test(`${what}: at most 12 control connections in quick`, async () => {
      const transcript = await transcriptOf(scenario, { depth: 'quick', timeoutMs: 8000 });
      assert.ok(opened(transcript) <= 12, `${opened(transcript)} control connections`);
    });
  }
});

suite('no check takes more than its limits allow', () => {
  for (const scenario of scenarios as readonly Scenario[]) {
    test(`${scenario.id}: within the limits of each depth`, async () => {
      for (const [depth, most] of [
        ['quick', 12],
        ['auto', 40],
        ['deep', 40],
      ] as const) {
        const transcript = await transcriptOf(scenario, { depth });
        assert.ok(opened(transcript) <= most, `${depth}: ${opened(transcript)} control connections`);
        const rests = scenario.options?.idleMs != null || scenario.options?.transfer != null;
        assert.ok(depth !== 'auto' || rests || transcript.durationMs <= 60_000, `${transcript.durationMs} ms`);
        const usual = ['passive-pasv', 'passive-epsv', 'active-port', 'active-eprt'];
        if (depth === 'quick') assert.ok(transcript.runs.every(({ experiment }) => usual.includes(experiment)));
      }
    });
  }
});

/** Takes the first connection to the server itself and never says a word. */
function slowToStart(): Middlebox {
  let seen = 0;
  return {
    name: 'slow to start',
    outside: [],
    syn: (syn) => (syn.to.host === addresses.server && seen++ === 0 ? 'intercept' : { pass: syn }),
  };
}

/** The first greetings say that the server is busy. */
function busyAtFirst(greetings: number): Middlebox {
  let seen = 0;
  const edit = (text: string): string => (text.startsWith('220') && ++seen <= greetings ? '421 Busy.\r\n' : text);
  return inspector({ name: 'busy at first', ports: [21], edit });
}

test('where the limit is reached, what it stops is skipped, and the server is not blamed', async () => {
  const { report, transcript } = await checkScenario({
    id: 'limit',
    title: '',
    story: '',
    target: target({ host: serverName }),
    options: { depth: 'quick' },
    expect,
    build: () => world({ name: addressesOfName, near: [slowToStart(), busyAtFirst(4)] }),
  });
  assert.equal(opened(transcript), 12);
  const skipped = transcript.runs.filter(({ status }) => status === 'skipped');
  assert.deepEqual(
    skipped.map(({ detail }) => detail),
    skipped.map(() => 'the limit of 12 control connections is reached'),
  );
  assert.ok(skipped.length > 0);
  assert.deepEqual(
    report.findings.filter(({ kind }) => kind === 'cause').map(({ id }) => id),
    [],
  );
});

suite('a login that is refused ends the run', () => {
  for (const id of ['login-refused', 'tls-required'] as const) {
    for (const depth of ['quick', 'auto', 'deep'] as const) {
      test(`${id}, ${depth}: one password at most, and no listing`, async () => {
        const scenario = (scenarios as readonly Scenario[]).find((one) => one.id === id);
        assert.ok(scenario !== undefined);
        const { events, runs } = await transcriptOf(scenario, { depth });
        const passwords = events.filter(({ operation, input }) => operation === 'write' && input.startsWith('PASS'));
        assert.ok(passwords.length <= 1);
        assert.ok(runs.every(({ status }) => status !== 'ran'));
      });
    }
  }
});

/** A server that has had enough after so many passive ports. */
function fedUpAfter(most: number, text: string): Middlebox {
  let asked = 0;
  return inspector({
    name: 'limit',
    ports: [21],
    edit: (line, direction) => (direction === 'to-client' && line.startsWith('229') && ++asked > most ? text : line),
  });
}

suite('a server that has had enough is left alone', () => {
  for (const text of ['421 Too many connections.\r\n', '530 Slow down.\r\n']) {
    test(`${text.slice(0, 3)} ends the census in all its sessions`, async () => {
      const scenario: Scenario = {
        id: 'census',
        title: '',
        story: '',
        target: target({ host: serverName }),
        options: { samples: 40 },
        expect,
        build: () => world({ near: [fedUpAfter(6, text)] }),
      };
      const { events, runs } = await transcriptOf(scenario, {});
      const asked = events.filter(
        ({ experiment, operation, input }) =>
          experiment === 'passive-ports' && operation === 'write' && input.startsWith('EPSV'),
      );
      // One port for the listing and five in the census; the round of four in which the server refused is the last.
      assert.equal(asked.length, 8);
      assert.equal(runs.find(({ experiment }) => experiment === 'passive-ports')?.status, 'ran');
    });
  }
});
