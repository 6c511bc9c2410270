import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { firewall } from '../../src/lab/boxes/firewall.js';
import { helperFirewall } from '../../src/lab/boxes/helper-firewall.js';
import type { Personality } from '../../src/lab/ftp/personality.js';
import type { FtpSetup } from '../../src/lab/ftp/setup.js';
import { behindRouter, type Changes, ftp, passiveRange, publishedBy, target, world } from '../../src/lab/parts.js';
import { filezilla } from '../../src/lab/personalities/filezilla.js';
import { iis } from '../../src/lab/personalities/iis.js';
import { proftpd } from '../../src/lab/personalities/proftpd.js';
import { pureFtpd } from '../../src/lab/personalities/pure-ftpd.js';
import { pyftpdlib } from '../../src/lab/personalities/pyftpdlib.js';
import { vsftpd } from '../../src/lab/personalities/vsftpd.js';
import type { Scenario } from '../../src/lab/scenario.js';
import type { World } from '../../src/lab/world.js';
import type { TlsMode } from '../../src/model/target.js';
import { checkScenario } from './check-scenario.js';

/** What stands at one end of the path, and what may be said of it. */
interface Side {
  readonly parts: () => Changes & { readonly ftp?: Partial<FtpSetup> };
  /** The ids that name this fault; several where one end cannot tell them apart. None: this side is in order. */
  readonly faults: readonly (readonly string[])[];
  /** The same under TLS, where it differs: no device reads or rewrites what is encrypted. */
  readonly faultsUnderTls?: readonly (readonly string[])[];
}

const all = { low: 1, high: 65_535 };
const control = { low: 21, high: 21 };
const clientFirewall = (how: 'drop' | 'ECONNREFUSED'): Changes => ({
  near: [firewall({ name: 'client firewall', blocks: 'to-client', open: [], how })],
});
const egress = (how: 'drop' | 'ECONNREFUSED'): Changes => ({
  near: [firewall({ name: 'client egress filter', blocks: 'to-server', open: [control], how })],
});
const range = (how: 'drop' | 'ECONNREFUSED', open: readonly { low: number; high: number }[]): Changes => ({
  far: [firewall({ name: 'server firewall', blocks: 'to-server', open: [control, ...open], how })],
});

// A callback that nobody answers may have been dropped before the client or never have left the server.
const silentCallback = ['client-firewall-blocks-callback', 'server-egress-blocked'];
// Which side drops a SYN cannot be told from one end.
const silentPorts = ['passive-range-closed', 'client-egress-blocked'];

const clients: Readonly<Record<string, Side>> = {
  'a public client': { parts: () => ({}), faults: [] },
  'a client firewall that drops callbacks': { parts: () => clientFirewall('drop'), faults: [silentCallback] },
  'a client firewall that refuses callbacks': { parts: () => clientFirewall('ECONNREFUSED'), faults: [silentCallback] },
  'a NAT without ALG': { parts: () => behindRouter(), faults: [['client-nat-without-alg']] },
  'a NAT with an ALG': {
    parts: () => behindRouter({ algPorts: [21] }),
    faults: [],
    faultsUnderTls: [['alg-blind-under-tls']],
  },
  'a NAT with an ALG and a filter that wants no related connections': {
    parts: () => {
      const router = behindRouter({ algPorts: [21], related: false });
      return { ...router, near: [helperFirewall({ name: 'helper of the router', ports: [21] }), ...router.near] };
    },
    faults: [['alg-related-blocked']],
    // Neither form works, so what TLS takes away cannot be seen; the NAT itself can.
    faultsUnderTls: [['client-nat-without-alg', 'alg-related-blocked', 'alg-blind-under-tls']],
  },
  'an egress filter that drops': { parts: () => egress('drop'), faults: [silentPorts] },
  'an egress filter that refuses': { parts: () => egress('ECONNREFUSED'), faults: [['client-egress-blocked']] },
};

const servers: Readonly<Record<string, Side>> = {
  'a public server': { parts: () => ({}), faults: [] },
  'a server ALG': {
    parts: () => publishedBy({ algPorts: [21] }),
    faults: [],
    // Seen without the ALG both are plain facts: the address that the server names, and ports that nothing forwards.
    faultsUnderTls: [['hidden-alg-dependence', 'pasv-address-private'], silentPorts],
  },
  'a private 227 with an open range': {
    parts: () => publishedBy({ forward: [all] }),
    faults: [['pasv-address-private']],
  },
  'a private 227 with a closed range': {
    parts: () => publishedBy({ stray: 'drop' }),
    faults: [['pasv-address-private'], silentPorts],
  },
  'a loopback 227': { parts: () => ({ ftp: { advertised: '127.0.0.1' } }), faults: [['pasv-address-loopback']] },
  'a range that is dropped': { parts: () => range('drop', []), faults: [silentPorts] },
  'a range that is refused': { parts: () => range('ECONNREFUSED', []), faults: [['passive-range-closed']] },
  'a range half open': {
    parts: () => range('drop', [{ low: passiveRange.low, high: passiveRange.low + 49 }]),
    faults: [['passive-range-partial']],
  },
  'passive mode switched off': { parts: () => ({ ftp: { passive: false } }), faults: [['passive-disabled']] },
  'active mode switched off': { parts: () => ({ ftp: { active: false } }), faults: [['active-disabled']] },
};

const products: readonly Personality[] = [vsftpd, proftpd, pureFtpd, pyftpdlib, filezilla, iis];

/** Faults of one side that the other side's fault hides whole: nothing of the first can be seen then. */
const hides: Readonly<Record<string, readonly string[]>> = {
  'client-egress-blocked': ['passive-range-closed', 'passive-range-partial'],
  'active-disabled': [
    'client-firewall-blocks-callback',
    'client-nat-without-alg',
    'alg-related-blocked',
    'alg-blind-under-tls',
    'server-egress-blocked',
  ],
  'passive-disabled': ['client-egress-blocked', 'passive-range-closed'],
};

/** Ways of a server that are no fault: the diagnosis must be the same. */
const ways: Readonly<Record<string, Partial<FtpSetup>>> = {
  ...Object.fromEntries(products.map((personality) => [personality.product, { personality }])),
  'one session at a time': { maxSessions: 1 },
  'two sessions at a time': { maxSessions: 2 },
  'ports in order': { passivePorts: { ...passiveRange, order: 'sequential', seed: passiveRange.low + 49 } },
  'no extended modes': { unknown: ['EPSV', 'EPRT'] },
  'a late greeting': { greetingMs: 1500 },
};

const nobodyExpects = { verdict: 'healthy', first: null } as const;

function crossed(near: Side, far: Side, manner: Partial<FtpSetup>, tls: TlsMode): Scenario {
  const build = (): World => {
    const { ftp: setup, ...there } = far.parts();
    return world({ ...near.parts(), ...there, services: { 21: ftp({ ...manner, ...setup }) } });
  };
  return { id: 'crossed', title: '', story: '', target: target({ tls }), expect: nobodyExpects, build };
}

/** Checks one pair of sides in every manner of server. */
async function checkCrossed(near: Side, far: Side, tls: TlsMode): Promise<void> {
  const faultsOf = ({ faults, faultsUnderTls = faults }: Side): Side['faults'] =>
    tls === 'off' ? faults : faultsUnderTls;
  const faults = [...faultsOf(near), ...faultsOf(far)];
  const there = new Set(faults.flat());
  const hidden = new Set([...there].flatMap((id) => hides[id] ?? []));
  for (const [way, manner] of Object.entries(ways)) {
    const offer: Partial<FtpSetup> = tls === 'off' ? {} : { tls: 'offered' };
    const { report } = await checkScenario(crossed(near, far, { ...offer, ...manner }, tls));
    const causes = report.findings.filter(({ kind, id }) => kind === 'cause' || id === 'unexplained-failure');
    const named = causes.map(({ id }) => id);
    const invented = named.filter((id) => !there.has(id));
    assert.deepEqual(invented, [], `${way}: named ${invented.join(', ')} without being there`);
    const missed = faults.filter((ids) => !ids.some((id) => named.includes(id) || hidden.has(id)));
    assert.deepEqual(missed, [], `${way}: there, and not named; named were ${named.join(', ')}`);
    const listed = report.attempts.slice(0, 4).every(({ reached }) => reached === 'completed');
    assert.equal(report.verdict === 'healthy', faults.length === 0 && listed, `${way}: ${report.verdict}`);
  }
}

suite('whatever stands at both ends, all that shows is named, and nothing else', () => {
  for (const [client, near] of Object.entries(clients))
    for (const [server, far] of Object.entries(servers)) {
      test(`${client}, ${server}`, () => checkCrossed(near, far, 'off'));
      test(`${client}, ${server}, under TLS`, () => checkCrossed(near, far, 'explicit'));
    }
});
