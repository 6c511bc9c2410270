import { isCutShort } from '../model/network.js';
import type { Observations, TransferProbe } from '../model/observations.js';
import controlIdleCut from './control-idle-cut.js';
import { arrived, idleFacts, seconds } from './idle-facts.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';
import serverIdleTimeout from './server-idle-timeout.js';

/** Whether the file came whole and the server said so. */
function went({ outcome, reply, bytes, size }: TransferProbe): boolean {
  return (
    (outcome === 'finished' || outcome === 'late') && (reply?.code ?? 999) < 300 && (size === null || bytes === size)
  );
}

/** Why there was no data connection. */
function why({ dataFailure, reply }: TransferProbe): string {
  return dataFailure?.detail ?? reply?.lines[0] ?? 'no reply';
}

/** What came of one retrieval, as a sentence. */
function story(transfer: TransferProbe): string {
  const { kept, outcome, reply, path, dataMs } = transfer;
  const how = kept === 'nothing' ? '' : 'With TCP keepalives: ';
  const last = reply?.lines[0] ?? 'no reply';
  if (outcome === 'refused') return `${how}RETR ${path} was answered: ${last}`;
  if (outcome === 'unopened')
    return `${how}RETR ${path} was not sent, for no data connection came about: ${why(transfer)}`;
  const words: Partial<Record<NonNullable<typeof outcome>, string>> = {
    unsaid: 'no last word came, but a NOOP was answered',
    silent: `no last word came, and ${isHeard(transfer) ? 'a NOOP was acknowledged, but not answered' : 'nothing answered a NOOP'}`,
    reset: 'then an RST ended the control connection',
    closed: 'then the control connection was closed without a word',
  };
  return `${how}In ${seconds(dataMs)} ${arrived(transfer)}; ${words[outcome ?? 'finished'] ?? `the last word was: ${last}`}`;
}

/** The system of the server took the question, so the path remembers the control connection. */
function isHeard({ outcome, unackedBytes }: TransferProbe): boolean {
  return outcome === 'silent' && unackedBytes === 0;
}

/** The data stopped while its connection stood: nothing that happens to a resting control connection does that. */
function stalled({ outcome, dataFailure }: TransferProbe): boolean {
  return outcome !== 'unopened' && dataFailure?.kind === 'timed-out' && !isCutShort(dataFailure);
}

/** Failures that are not those of a control connection which was forgotten, and those that nothing else explains. */
function failures(o: Observations): readonly TransferProbe[] {
  const explained = [controlIdleCut, serverIdleTimeout].some((rule) => rule.judge(o).verdict === 'present');
  return o.transfers.filter(
    (transfer) =>
      transfer.outcome !== null &&
      !went(transfer) &&
      (!explained ||
        stalled(transfer) ||
        isHeard(transfer) ||
        ['refused', 'unopened', 'unsaid', 'finished', 'late'].includes(transfer.outcome)),
  );
}

function summaryOf(first: TransferProbe): string {
  const { outcome, path, reply } = first;
  if (outcome === 'refused') return `The server does not send ${path}: ${reply?.lines[0] ?? 'no reply'}`;
  if (outcome === 'unopened')
    return `The transfer of ${path} does not begin: no data connection came about (${why(first)}), although a listing had one.`;
  if (stalled(first)) return `The data of ${path} stops coming: ${arrived(first)}.`;
  if (isHeard(first) && first.bytes === first.size)
    return `The end of ${path} is never told: ${arrived(first)}; the server's system still acknowledges a NOOP, but nobody answers it.`;
  const stands = isHeard(first) || ['unsaid', 'finished', 'late'].includes(outcome ?? '');
  return `The transfer of ${path} goes wrong${stands ? ' although its control connection stands' : ''}: ${arrived(first)}.`;
}

export default defineRule({
  id: 'transfer-failed',
  kind: 'cause',
  party: 'undetermined',
  title: 'A file that does not arrive whole',
  mechanism:
    'The server refuses the file, or the transfer ends before all of it has come, or its end is never told, while the control connection stands. Timers of the server for data connections (vsftpd data_connection_timeout, ProFTPD TimeoutStalled), boxes that forget or limit data connections, and file permissions do this.',
  lookAlikes:
    'Where the control connection is dead after the transfer, the path forgot it while it rested (control-idle-cut), or the server ended it (server-idle-timeout).',
  sources: ['RFC 959 sections 3.2 and 4.2.2', 'RFC 3659 section 4'],
  judge(o) {
    if (o.transfers.length === 0) return notApplicable;
    const found = failures(o);
    const [first] = found;
    if (first === undefined) {
      if (o.transfers.every(went)) return absent('the file arrived whole, and the server said so');
      return idleFacts(o)?.ended == null || o.transfers.every(({ outcome }) => outcome === null)
        ? undetermined('the transfer was not followed to its end')
        : absent('what failed is the control connection');
    }
    const refused = first.outcome === 'refused' && first.reply !== null;
    return present({
      confidence: refused ? 'proven' : 'strong',
      party: refused ? 'server' : 'undetermined',
      affects: [],
      summary: summaryOf(first),
      for: found.map((transfer) => evidence(story(transfer), transfer.events)),
      ...(refused || first.outcome === 'unopened'
        ? {}
        : { notTested: ['Whether the server or a box on the path ends the data connection.'] }),
    });
  },
  remedies: (o) =>
    failures(o)[0]?.outcome === 'unopened'
      ? [
          {
            for: 'firewall admin',
            text: 'Let all passive ports of the server pass, and as many connections as clients make: --samples 20 shows which ports are closed and whether connections are counted.',
          },
        ]
      : failures(o)[0]?.outcome === 'refused'
        ? [
            {
              for: 'client user',
              text: `Name a file that exists and that user ${o.target.user} may read (--transfer PATH); paths are the server's.`,
            },
          ]
        : [
            {
              for: 'server admin',
              text: 'Look in the log of the server for the end of this transfer, and raise the timers of its data connections.',
              snippet: '# vsftpd:\ndata_connection_timeout=900\n# ProFTPD:\nTimeoutStalled 900',
            },
            {
              for: 'firewall admin',
              text: 'Look for limits on the time, size or silence of connections to the passive ports, and for scanners that hold data.',
            },
          ],
});
