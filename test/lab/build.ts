import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Belongings } from './cleanup.js';
import { remember, remove, sweep } from './cleanup.js';
import { must } from './command.js';
import { clientRouterRules, serverRouterRules } from './rulesets.js';
import type { Role, Wiring } from './wiring.js';
import { plan, SEGMENT } from './wiring.js';

/** A network that stands: namespaces with cables, addresses and rules. */
export interface Lab {
  readonly wiring: Wiring;
  /** For configurations and logs; removed with the lab. */
  readonly folder: string;
  /** The command line that runs a command on one of the machines. The process keeps the pid of what is spawned. */
  on(role: Role, argv: readonly string[]): string[];
  /** Ends what runs in it and removes every trace. */
  remove(): Promise<void>;
}

// `ip netns exec` gives each command a mount namespace of its own, so the real file is not touched.
const WITH_RESOLVER = 'test ! -e /etc/resolv.conf || mount --bind "$0" /etc/resolv.conf || exit 125; exec "$@"';

// Nobody listens there unless the scenario starts someone, so the answer, if only an error, comes at once.
const NEARBY_RESOLVER = 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n';
// Reserved for documentation: the core swallows the questions.
const SILENT_RESOLVER = 'nameserver 192.0.2.53\noptions timeout:5 attempts:1\n';

let count = 0;
let swept: Promise<void> | null = null;

/** Builds the network of a wiring from nothing. Several may stand at a time. */
export async function build(wiring: Wiring): Promise<Lab> {
  swept ??= sweep();
  await swept;
  count += 1;
  const prefix = `ftpdoctor-${process.pid}-${count}`;
  const { links, setup } = plan(wiring);
  const roles = [...setup.keys()];
  const name = (role: Role): string => `${prefix}-${role}`;
  const folder = await mkdtemp(join(tmpdir(), `${prefix}-`));
  const belongings: Belongings = { namespaces: roles.map(name), folder };
  remember(belongings);
  const inside = (role: Role, argv: readonly string[]): string[] => ['ip', 'netns', 'exec', name(role), ...argv];

  const raise = async (role: Role): Promise<void> => {
    const devices = links.flatMap(({ from, device, to, peer }) => [
      ...(from === role ? [device] : []),
      ...(to === role ? [peer] : []),
    ]);
    if (role === 'core') devices.push(SEGMENT);
    const forwards = role === 'core' || role.endsWith('router');
    const switches = [
      ...(forwards ? ['net.ipv4.ip_forward=1', 'net.ipv6.conf.all.forwarding=1'] : []),
      // No pause of seconds to find out whether somebody else has a new IPv6 address.
      ...['all', ...devices].map((device) => `net.ipv6.conf.${device}.accept_dad=0`),
    ];
    await must(inside(role, ['sysctl', '-q', '-w', ...switches]));
    const up = ['lo', ...devices].map((device) => `link set ${device} up`);
    await must(['ip', '-n', name(role), '-batch', '-'], { input: [...up, ...(setup.get(role) ?? [])].join('\n') });
    const rules = rulesOf(role, wiring);
    if (rules !== undefined) await must(inside(role, ['nft', '-f', '-']), { input: rules });
    const forgets = role === 'client-router' ? wiring.clientRouter?.forgets : undefined;
    if (forgets !== undefined) {
      const timer = `net.netfilter.nf_conntrack_tcp_timeout_established=${forgets.afterSeconds}`;
      // Whether a connection that was forgotten is taken up again from its middle.
      const loose = `net.netfilter.nf_conntrack_tcp_loose=${forgets.how === 'wakes' ? 1 : 0}`;
      await must(inside(role, ['sysctl', '-q', '-w', timer, loose]));
    }
  };

  try {
    // Servers that drop their privileges read here.
    await chmod(folder, 0o755);
    await must(['ip', '-batch', '-'], {
      input: [
        ...roles.map((role) => `netns add ${name(role)}`),
        `link add ${SEGMENT} netns ${name('core')} type bridge`,
        ...links.map(
          ({ from, device, to, peer }) =>
            `link add ${device} netns ${name(from)} type veth peer name ${peer} netns ${name(to)}`,
        ),
      ].join('\n'),
    });
    await Promise.all(roles.map((role) => raise(role)));
    await writeFile(join(folder, 'client.resolv.conf'), NEARBY_RESOLVER);
    await writeFile(
      join(folder, 'server.resolv.conf'),
      wiring.serverResolver === 'silent' ? SILENT_RESOLVER : NEARBY_RESOLVER,
    );
  } catch (error) {
    await remove(belongings);
    throw error;
  }

  return {
    wiring,
    folder,
    on: (role, argv) => {
      const host = role === 'server' ? 'server' : 'client';
      return inside(role, ['sh', '-c', WITH_RESOLVER, join(folder, `${host}.resolv.conf`), ...argv]);
    },
    remove: () => remove(belongings),
  };
}

/** The ruleset of one machine, where it has one. */
function rulesOf(role: Role, wiring: Wiring): string | undefined {
  switch (role) {
    case 'client':
      return wiring.clientRules;
    case 'client-router':
      return wiring.clientRouter && (wiring.clientRouter.rules ?? clientRouterRules(wiring.clientRouter));
    case 'core':
      return wiring.coreRules;
    case 'server-router':
      return wiring.serverRouter && (wiring.serverRouter.rules ?? serverRouterRules(wiring.serverRouter));
    case 'server':
      return wiring.serverRules;
  }
}
