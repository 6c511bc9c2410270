import type { Attempt, Observations } from '../model/observations.js';
import type { CommandProbe } from '../model/probes.js';
import { firewallSnippet } from '../knowledge/firewalls/index.js';
import { eventsOf, failedListings, list, modesOf } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

/** Listings whose data connection opened and never brought a byte. */
function empty(o: Observations): readonly Attempt[] {
  return failedListings(o, ['PASV', 'EPSV', 'PORT', 'EPRT']).filter(
    ({ reached, failure, bytes }) =>
      reached === 'opened' && bytes === 0 && failure?.kind === 'timed-out' && failure.during === 'transfer',
  );
}

/** The listing over the control connection: came, stalled, or not to be judged (refused, not tried). */
export function overControl(o: Observations): {
  readonly fate: 'came' | 'stalled' | null;
  readonly probe: CommandProbe | null;
} {
  const probe =
    o.probes.find(({ experiment, sent }) => experiment === 'status-listing' && /^STAT /i.test(sent)) ?? null;
  if (probe === null) return { fate: null, probe };
  const [reply] = probe.replies;
  if (reply !== undefined) return { fate: reply.code < 400 ? 'came' : null, probe };
  return { fate: probe.failure?.kind === 'timed-out' ? 'stalled' : null, probe };
}

/** Whether large packets are lost on the way, on every connection: the listing stalls over the control connection too. */
export function largePacketsLost(o: Observations): boolean {
  return empty(o).length > 0 && overControl(o).fate === 'stalled';
}

export default defineRule({
  id: 'pmtu-blackhole',
  kind: 'cause',
  party: 'path',
  title: 'Large packets that are lost on the way',
  mechanism:
    'A link on the way carries smaller packets than the server sends, and the ICMP messages that would say so are filtered. Commands, logins and short listings fit; a long listing opens its data connection and stays at 0 bytes.',
  lookAlikes:
    'Where only data connections suffer (a device that scans the data), the same listing arrives over the control connection by STAT. A server that hangs on the directory does not send the names alone either.',
  sources: ['RFC 2923 section 2.1', 'RFC 1191', 'RFC 4821'],
  judge(o) {
    const stalled = empty(o);
    if (stalled.length === 0) return notApplicable;
    const { fate, probe } = overControl(o);
    const names = o.attempts.find(({ experiment }) => experiment === 'names-only');
    const small = names?.reached === 'completed' && names.bytes > 0;
    const partly = failedListings(o, ['PASV', 'EPSV', 'PORT', 'EPRT']).some(
      ({ bytes, reached }) => reached === 'opened' && bytes > 0,
    );
    if (partly) return absent('bytes of a listing arrived, so its packets fit');
    if (fate === 'came') return absent('the same listing arrives over the control connection');
    if (fate === null) return undetermined('the server does not list over the control connection (STAT)');
    return present({
      confidence: small ? 'strong' : 'likely',
      affects: modesOf(stalled),
      summary: `Large packets are lost on the way: ${list(modesOf(stalled))} ${stalled.length === 1 ? 'opens its data connection and stays' : 'open their data connections and stay'} at 0 bytes, and the same listing stalls over the control connection.`,
      for: [
        ...stalled.map((one) => evidence(`${one.mode}: 0 bytes, then ${one.failure?.detail ?? ''}.`, eventsOf([one]))),
        evidence(`${probe?.sent ?? 'STAT'} over the control connection: no reply came.`, probe?.events ?? []),
        ...(small
          ? [evidence(`The names alone (NLST), ${names.bytes} bytes, arrive in ${names.mode}.`, eventsOf([names]))]
          : []),
      ],
      notTested: [
        ...(small ? [] : ['A listing that fits one small packet (--path of a small directory), which would arrive.']),
        'Where on the way the small link is: traceroute --mtu, or ping -M do -s 1472, tells.',
      ],
    });
  },
  remedies: () => [
    {
      for: 'firewall admin',
      text: 'Let ICMP "fragmentation needed" (IPv4 type 3 code 4) and "packet too big" (IPv6 type 2) pass, or clamp the MSS on the tunnel or PPPoE link.',
      snippet: firewallSnippet(({ clampMss }) => clampMss),
    },
    {
      for: 'client user',
      text: 'Until then a smaller MTU on this machine helps, since the server keeps to the MSS it is told.',
      snippet: 'ip link set dev IFACE mtu 1280',
    },
    {
      for: 'server admin',
      text: 'Linux can find the size out by itself.',
      snippet: 'sysctl -w net.ipv4.tcp_mtu_probing=1',
    },
  ],
});
