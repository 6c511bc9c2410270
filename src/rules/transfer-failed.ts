import type { Observations, TransferProbe } from '../model/observations.js';
import { arrived, idleFacts, seconds } from './idle-facts.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

/** Whether the file came whole and the server said so. */
function went({ outcome, reply, bytes, size }: TransferProbe): boolean {
  return (
    (outcome === 'finished' || outcome === 'late') && (reply?.code ?? 999) < 300 && (size === null || bytes === size)
  );
}

/** What came of one retrieval, as a sentence. */
function story(transfer: TransferProbe): string {
  const { kept, outcome, reply, path, dataMs } = transfer;
  const how = kept === 'nothing' ? '' : 'With TCP keepalives: ';
  const last = reply?.lines[0] ?? 'no reply';
  if (outcome === 'refused') return `${how}RETR ${path} was answered: ${last}`;
  const word = outcome === 'unsaid' ? 'no last word came, but a NOOP was answered' : `the last word was: ${last}`;
  return `${how}In ${seconds(dataMs)} ${arrived(transfer)}; ${word}`;
}

/** Failures that are not those of a control connection which was forgotten. */
function failures({ transfers }: Observations): readonly TransferProbe[] {
  return transfers.filter(
    (transfer) => ['refused', 'unsaid', 'finished', 'late'].includes(transfer.outcome ?? '') && !went(transfer),
  );
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
      return idleFacts(o)?.ended == null
        ? undetermined('the transfer was not followed to its end')
        : absent('what failed is the control connection');
    }
    const refused = first.outcome === 'refused';
    return present({
      confidence: refused ? 'proven' : 'strong',
      party: refused ? 'server' : 'undetermined',
      affects: [],
      summary: refused
        ? `The server does not send ${first.path}: ${first.reply?.lines[0] ?? 'no reply'}`
        : `The transfer of ${first.path} goes wrong although its control connection stands: ${arrived(first)}.`,
      for: found.map((transfer) => evidence(story(transfer), transfer.events)),
      ...(refused ? {} : { notTested: ['Whether the server or a box on the path ends the data connection.'] }),
    });
  },
  remedies: (o) =>
    failures(o)[0]?.outcome === 'refused'
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
            snippet: '# vsftpd\ndata_connection_timeout=900\n# ProFTPD\nTimeoutStalled 900',
          },
          {
            for: 'firewall admin',
            text: 'Look for limits on the time, size or silence of connections to the passive ports, and for scanners that hold data.',
          },
        ],
});
