import type { Observations } from '../model/observations.js';
import type { Evidence } from '../model/rule.js';
import { count } from './facts.js';
import { heldControl, helperSeen } from './helper-seen.js';
import { nearerThanServer } from './near-refusal.js';
import { portRewritten, rewrittenEvidence } from './port-rewritten.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { answer, swallowed } from './third-party-facts.js';
import { familyPair, familyWords } from './verb-pair.js';

/** One of the ways in which a device betrays that it reads along. */
interface Sign {
  readonly strong: boolean;
  readonly summary: string;
  readonly for: readonly Evidence[];
}

function translation(o: Observations): Sign[] {
  if (portRewritten(o).rewritten !== true) return [];
  const summary =
    'An FTP helper on the way translates PORT: the server receives another address than this client sends, so its log and the one here differ.';
  return [{ strong: true, summary, for: rewrittenEvidence(o) }];
}

function helper(o: Observations): Sign[] {
  const { seen, words, times, events } = helperSeen(o);
  if (seen !== true) return [];
  const summary =
    'An FTP helper of the Linux kind reads this control connection: it swallows what may be the beginning of a command and what it cannot parse.';
  return [{ strong: times > 1, summary, for: [evidence(words, events)] }];
}

function policing(o: Observations): Sign[] {
  const police = swallowed(o);
  if (police === null) return [];
  const summary = `A device on the way reads PORT and does not let one pass that names another host: ${police.asked.command} was never answered, PORT with the address of this client was.`;
  const words = `${police.asked.command}: ${answer(police)}; the server took PORT with our own address.`;
  return [{ strong: false, summary, for: [evidence(words, police.events)] }];
}

function cutting(o: Observations): Sign[] {
  const pair = familyPair(o);
  if (pair?.outcome !== 'cut off') return [];
  const near = nearerThanServer(o, Math.max(...pair.telling.map(({ tookMs }) => tookMs))) === true;
  const summary = `The control connection is cut at an EPRT that names an address of the other family, while a meaningless command of the same shape is answered: ${near ? 'a device on the way inspects FTP strictly' : 'either a device on the way inspects FTP strictly or the server breaks off itself'}.`;
  return [{ strong: near, summary, for: [evidence(familyWords(pair), pair.events)] }];
}

function holding(o: Observations): Sign[] {
  const held = heldControl(o);
  if (held === null) return [];
  const summary =
    'A device on the way lets only packets pass that end a line: a client that writes commands in pieces, or a person who types them by telnet, is cut off from the server.';
  const words = `${held.cut} in two segments was never answered, ${count(held.unackedBytes ?? 0, 'byte')} unacknowledged for all that TCP sent again; NOOP as a whole line on the same connection was.`;
  return [{ strong: false, summary, for: [evidence(words, held.events)] }];
}

export default defineRule({
  id: 'alg-present',
  kind: 'note',
  party: 'path',
  title: 'An FTP helper on the way',
  mechanism:
    'A router or firewall on the way reads the FTP commands, translates addresses and opens ports. It helps as long as it understands what it reads; TLS and other control ports end that.',
  lookAlikes:
    'A server that does not bear a command in two segments fails the controls as well, but it acknowledges them, and then nothing is concluded. Helpers of another kind let the pieces pass and are not seen.',
  sources: [
    'Linux nf_conntrack_ftp (partial match)',
    'RFC 2663 section 2.9',
    'Check Point FireWall-1: enforcement of a newline at the end of each control packet',
  ],
  judge(o) {
    const { rewritten } = portRewritten(o);
    const shown = [...translation(o), ...helper(o), ...policing(o), ...cutting(o), ...holding(o)];
    const [first] = shown;
    if (first === undefined) {
      const { seen, why } = helperSeen(o);
      if (o.splits.length === 0) return notApplicable;
      return seen === null
        ? undetermined(why)
        : absent('no helper that drops the beginning of a command is on the way');
    }
    return present({
      confidence: first.strong ? 'strong' : 'likely',
      affects: [],
      summary: first.summary,
      for: shown.flatMap((one) => one.for),
      notTested: rewritten ? [] : ['On which side it stands: at this client, on the way, or before the server.'],
    });
  },
  remedies: () => [
    {
      for: 'firewall admin',
      text: 'Nothing to mend while it helps. It goes blind under TLS and on control ports it was not told of; a server with a fixed passive range and its public address set does not need it.',
    },
  ],
});
