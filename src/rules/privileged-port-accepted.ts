import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { answer, probeOf, seenAsItIs, taken } from './third-party-facts.js';
import { serverSetting } from './repair.js';

export default defineRule({
  id: 'privileged-port-accepted',
  kind: 'risk',
  party: 'server',
  title: 'A server that calls privileged ports',
  mechanism:
    "The server takes a PORT that names a port below 1024. Together with a foreign address it can be made to talk to mail, web or other services of third parties, with words of the attacker's choice.",
  lookAlikes: 'A refusal of the address, not of the port, says nothing of ports.',
  sources: ['RFC 2577 section 3'],
  judge(o) {
    const probe = probeOf(o, 'low-port');
    if (probe === null) return notApplicable;
    const took = taken(probe);
    if (took === null) return undetermined(answer(probe));
    if (!took) return absent(answer(probe));
    const direct = seenAsItIs(o);
    return present({
      // Without a NAT nothing on the way had a reason to change the port.
      confidence: direct ? 'strong' : 'likely',
      affects: [],
      summary: 'The server takes a PORT that names a privileged port.',
      for: [evidence(`${probe.asked.command}, this client's own address: ${answer(probe)}`, probe.events)],
      notTested: [
        'Whether it would really call: nothing was transferred.',
        ...(direct ? [] : ['Whether that port arrived: an ALG may have put another one in its place.']),
      ],
    });
  },
  remedies: (o) => [
    {
      for: 'server admin',
      text: 'Have the server refuse ports below 1024 in PORT and EPRT, as RFC 2577 asks.',
      ...serverSetting(o, ({ refuseLowPorts }) => refuseLowPorts),
    },
  ],
});
