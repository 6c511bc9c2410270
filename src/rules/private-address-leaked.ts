import type { Observations } from '../model/observations.js';
import { isInternal, sameAddress } from '../protocol/address.js';
import { echoOf } from './callback.js';
import { list, listingsOf } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';
import { serverSetting } from './repair.js';

/** A private address that went where it means nothing: who gave it away, and by what. */
interface Leak {
  readonly by: 'client' | 'server';
  readonly host: string;
  readonly where: string;
  readonly events: readonly number[];
}

/** What the server tells of its own network, in greeting and STAT. A 227 is a matter of its own. */
function ofServer({ control }: Observations): Leak[] {
  return control.serverInside
    .filter(({ host }) => isInternal(host))
    .map(({ host, where, events }) => ({ by: 'server', host, where, events }));
}

/** Our own address, where the server's words show that it arrived as it was sent. */
function ofClient(o: Observations): Leak[] {
  return listingsOf(o).flatMap((attempt) => {
    const host = attempt.advertised?.host ?? '';
    if (attempt.setup === null || !isInternal(host) || echoOf(attempt) !== 'untranslated') return [];
    return [{ by: 'client', host, where: attempt.mode, events: attempt.setup.events } as const];
  });
}

export default defineRule({
  id: 'private-address-leaked',
  kind: 'risk',
  party: 'server',
  title: 'A private address told to the outside',
  mechanism:
    'The greeting or STAT of the server names its address in the network behind the NAT, or PORT carries the private address of the client out through it. Whoever listens learns how the network inside is numbered.',
  lookAlikes:
    'A private address is in order where both ends are in the same private network. One in the reply to PASV keeps clients from connecting and is a cause of its own (pasv-address-private).',
  sources: ['RFC 1918 section 5', 'RFC 2577 section 5'],
  judge(o) {
    const { remote, loggedIn, seenAs, local } = o.control;
    if (remote === null || remote.host === '' || !loggedIn) return notApplicable;
    const atHome = seenAs !== null && local !== null && isInternal(local.host) && sameAddress(seenAs.host, local.host);
    // A server that is reached at a private address, or sees ours as it is, stands in the same network.
    if (isInternal(remote.host) || atHome) return absent('client and server stand in the same private network');
    const leaks = [...ofServer(o), ...ofClient(o)];
    const [first] = leaks;
    if (first === undefined) return absent('neither end told the other a private address');
    const hosts = (by: Leak['by']): string[] => {
      const all = leaks.filter((one) => one.by === by);
      return [...new Set(all.map(({ host }) => host))].map(
        (host) => `${host} (${list(all.filter((one) => one.host === host).map(({ where }) => where))})`,
      );
    };
    const said = [
      ...(hosts('server').length > 0 ? [`the server tells its private address ${list(hosts('server'))}`] : []),
      ...(hosts('client').length > 0
        ? [`this client tells the server its private address ${list(hosts('client'))}`]
        : []),
    ].join('; ');
    return present({
      confidence: 'proven',
      party: first.by,
      affects: [],
      summary: `${said.charAt(0).toUpperCase()}${said.slice(1)}.`,
      for: leaks.map(({ host, where, events }) => evidence(`${where}: ${host}`, events)),
    });
  },
  remedies: (o) => [
    ...(ofServer(o).length > 0
      ? [
          {
            for: 'server admin' as const,
            text: 'Give the server a greeting and a STAT that name no address.',
            ...serverSetting(o, ({ quietGreeting }) => quietGreeting),
          },
        ]
      : []),
    { for: 'client user', text: 'Passive mode never tells the address of the client.' },
  ],
});
