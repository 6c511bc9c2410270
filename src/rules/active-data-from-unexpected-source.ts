import type { Observations } from '../model/observations.js';
import { classify, formatEndpoint, sameAddress, withinPrefix } from '../protocol/address.js';
import { activeModes, eventsOf, listingsOf, modesOf } from './facts.js';
import { absent, defineRule, evidence, notApplicable, present } from './rule.js';

/** The address that clients of the server dial. */
function dialled({ control }: Observations): string {
  return control.remote?.host ?? 'SERVER';
}

function family(o: Observations): { readonly nft: string; readonly iptables: string } {
  return dialled(o).includes(':') ? { nft: 'ip6', iptables: 'ip6tables' } : { nft: 'ip', iptables: 'iptables' };
}

export default defineRule({
  id: 'active-data-from-unexpected-source',
  kind: 'cause',
  party: 'server',
  title: "An active data connection from another address than the server's",
  mechanism:
    "The server, or the translator before it, opens data connections from another address than the one clients connect to. Pinholes and careful clients admit only the server's address.",
  lookAlikes: 'A callback that never arrives may have this cause too, but shows nothing.',
  sources: ['RFC 1123 section 4.1.2.12', 'RFC 959 section 3.2'],
  judge(o) {
    const called = listingsOf(o).filter(({ mode, caller }) => activeModes.includes(mode) && caller !== null);
    const { remote } = o.control;
    if (called.length === 0 || remote === null) return notApplicable;
    const strange = called.filter(({ caller }) => caller !== null && !sameAddress(caller.host, remote.host));
    // On this machine the system picks any of its own addresses, and no firewall stands between.
    if (classify(remote.host).scope === 'loopback') return absent('the server is on this machine');
    const [first] = strange;
    // A router that forwards the port may put its own address in place of the caller's; that says nothing of the server.
    const near = (host: string): boolean =>
      o.localNetworks.some((one) => one.prefixLength > 0 && withinPrefix(host, one) && !withinPrefix(remote.host, one));
    if (first?.caller != null && near(first.caller.host))
      return absent(`a translator in this network passes data connections on from ${first.caller.host}`);
    if (first?.caller == null) return absent("data connections come from the server's own address");
    return present({
      confidence: 'weighed',
      affects: modesOf(strange),
      summary: `Active data connections come from ${first.caller.host}, not from ${remote.host}, the address of the control connection.`,
      for: strange.map((one) =>
        evidence(`${one.mode}: called from ${one.caller === null ? '' : formatEndpoint(one.caller)}.`, eventsOf([one])),
      ),
    });
  },
  remedies: (o) => [
    {
      for: 'server admin',
      text: 'Bind data connections to the address that clients use, and translate them to the same address (RFC 1123 section 4.1.2.12).',
    },
    {
      for: 'firewall admin',
      text: `Before the server: give its calls the address that clients dial. Before the client: a pinhole for ${dialled(o)} alone keeps these calls out.`,
      snippet: [
        `# nftables:\nnft insert rule ${family(o).nft} nat postrouting ${family(o).nft} saddr INSIDE.SERVER tcp sport 20 snat to ${dialled(o)}`,
        `# iptables:\n${family(o).iptables} -t nat -I POSTROUTING -s INSIDE.SERVER -p tcp --sport 20 -j SNAT --to-source ${dialled(o)}`,
      ].join('\n'),
    },
    { for: 'client user', text: 'Use passive mode.' },
  ],
});
