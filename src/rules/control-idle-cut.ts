import { boxMemory, forgettersBetween } from '../knowledge/idle.js';
import { clientKeepAlive } from '../knowledge/keep-alive.js';
import type { Observations } from '../model/observations.js';
import type { Confidence } from '../model/rule.js';
import {
  idleFacts,
  idleTime,
  outlived,
  restBeside,
  probeText,
  seconds,
  type IdleFacts,
  type Rest,
} from './idle-facts.js';
import { keptByServer, serverNoop } from './idle-remedies.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import { farStood, restEvidence } from './two-ends/rests.js';

/** RFC 5382 REQ-5: an established connection must be remembered for 2 hours and 4 minutes. */
const enoughMs = 7_440_000;

/** How sure it is that the path forgot the connection; `null` where the server may have ended it. */
function sureness({ tcp, noop }: IdleFacts, ended: Rest): Confidence | null {
  if (ended.outcome === 'told') return null;
  if (ended.outcome === 'silent' && ended.unackedBytes === 0) return null;
  // A slow server may have ended it by chance just then, unless its twin was prompt.
  if (ended.outcome === 'late') return tcp === null ? 'possible' : outlived(tcp, ended) ? 'strong' : null;
  // The server's program does not see keepalives, so its own timer would have ended both.
  if (outlived(tcp, ended)) return 'proven';
  if (ended.outcome === 'silent') return outlived(noop, ended) ? 'strong' : noop === null ? 'likely' : null;
  // An end by the server's own doing would have been seen before the question, unless its FIN was lost.
  return ended.outcome === 'reset' && !ended.unasked
    ? noop === null || outlived(noop, ended)
      ? 'likely'
      : null
    : null;
}

function keepAliveMs(o: Observations): number | null {
  const facts = idleFacts(o);
  if (facts?.ended == null) return null;
  const { ended, survived, tcp, toMs } = facts;
  // Where nothing tells how short a silence is survived, what did hold it is safer than a guess.
  if (survived === null && tcp !== null && outlived(tcp, ended)) return tcp.everyMs;
  return Math.max(1000, Math.floor((survived?.restedMs ?? toMs) / 2));
}

/** A router may forget, and take a connection up again when the client speaks; only a transfer has the server speak first. */
function unheard({ transfers }: Observations): string {
  return transfers.some(({ outcome }) => outcome === 'finished')
    ? ''
    : ', after which the client spoke first; whether the end of a transfer as long is heard, --transfer tells';
}

export default defineRule({
  id: 'control-idle-cut',
  kind: 'cause',
  party: 'path',
  title: 'A control connection that is forgotten while it rests',
  mechanism:
    'A firewall, NAT router or load balancer on the way forgets connections on which nothing passes for a while. During a long transfer the control connection rests: the data arrives, but the 226 behind it is lost, and the client waits for it or calls the transfer failed.',
  lookAlikes:
    'A server that ends idle sessions itself says 421 or closes in order, and TCP keepalives do not hold it off. A client that waits for 226 before it closes the data connection may wait for itself.',
  sources: ['Microsoft Q254722', 'RFC 959 section 3.2', 'RFC 1122 section 4.2.3.6', 'RFC 5382 section 5 (REQ-5)'],
  judge(o) {
    const facts = idleFacts(o);
    if (facts === null) return notApplicable;
    const { ended, survived, tcp, noop } = facts;
    if (ended === null) return absent(`a silence of ${seconds(survived?.restedMs ?? 0)} was survived${unheard(o)}`);
    if (facts.contradicted) return undetermined('one rest was not survived, but a longer one was');
    const confidence = farStood(o) ? 'proven' : sureness(facts, ended);
    if (confidence === null) {
      if (ended.outcome === 'told' || outlived(noop, ended))
        return absent(`${probeText(ended)} The path remembered it for that long.`);
      return undetermined(`${probeText(ended)} What was kept alive shared its fate or was not tried.`);
    }
    if (facts.fromMs >= enoughMs) return absent('it is remembered for longer than RFC 5382 asks');
    const known = forgettersBetween(facts.fromMs, facts.toMs).map(
      ({ name, afterMs }) => `${name} (${seconds(afterMs)})`,
    );
    const manner = {
      silent: ', in silence',
      late: ', in silence, until the client speaks',
      reset: ', with RST',
      closed: '',
      told: '',
      alive: '',
    }[ended.outcome];
    const beside = o.transfers.flatMap((transfer) => restBeside(transfer) ?? []);
    const shown = new Set([ended, survived, tcp, noop].map((rest) => rest?.transfer));
    const further = beside.filter(({ transfer }) => !shown.has(transfer));
    return present({
      confidence,
      affects: [],
      summary: `Something on the path forgets the control connection after ${idleTime(facts)} without traffic${manner}.`,
      for: [
        evidence(probeText(ended), ended.events),
        ...[survived, tcp, noop].flatMap((probe) =>
          probe !== null && (probe === survived || outlived(probe, ended))
            ? [evidence(probeText(probe), probe.events)]
            : [],
        ),
        ...restEvidence(o),
        ...further.map((rest) => evidence(probeText(rest), rest.events)),
        ...(beside.length === 0
          ? []
          : [
              evidence(
                'ftpdoctor closed its data connection as soon as the data ended, before it waited: the two ends did not wait for each other.',
              ),
            ]),
        ...(known.length === 0
          ? []
          : [evidence(`Known to forget in that time unless set otherwise: ${known.join('; ')}.`)]),
      ],
      against: tcp !== null && !outlived(tcp, ended) ? [evidence(probeText(tcp), tcp.events)] : [],
      notTested: [
        'Which box on the path it is.',
        ...(survived === null
          ? [`How short a silence is survived: --idle ${Math.max(4, Math.ceil(ended.restedMs / 1000))}s tells.`]
          : []),
        ...(tcp === null ? ['A connection of the same age with TCP keepalives.'] : []),
      ],
    });
  },
  remedies(o) {
    const everyMs = keepAliveMs(o) ?? 20_000;
    const every = Math.max(1, Math.floor(everyMs / 1000));
    const facts = idleFacts(o);
    const byNoop = facts?.ended != null && facts.tcp !== null && !outlived(facts.tcp, facts.ended);
    const help = byNoop
      ? `TCP keepalives did not hold it: use a client that sends NOOP at least every ${every} s.`
      : `Have TCP keepalives sent at least every ${every} s, or NOOP where the client can. Until then split large files.`;
    return [
      {
        for: 'client user',
        text: `${help} ${serverNoop(o)}`,
        ...(byNoop ? {} : { snippet: clientKeepAlive(every).join('\n') }),
      },
      ...(byNoop ? [] : [{ for: 'server admin' as const, ...keptByServer(o, every) }]),
      {
        for: 'firewall admin',
        text: 'Remember established connections of FTP control ports for at least 2 hours and 4 minutes (RFC 5382 REQ-5), and answer what was forgotten with RST rather than silence.',
        snippet: boxMemory(enoughMs / 1000).join('\n'),
      },
    ];
  },
});
