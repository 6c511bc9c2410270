import type { Report, ReportFinding } from '../model/report.js';
import { formatEndpoint, sameAddress } from '../protocol/address.js';
import { sanitise } from '../formats/sanitise.js';
import { placesOf } from './judge-session.js';
import type { Clue } from './source.js';

type Attempt = Report['attempts'][number];

const shownClues = 10;
const ftpData = 20;

function quoted({ text, place }: Clue): string {
  return `${sanitise(text, 300)} (${placesOf([place])})`;
}

const evidenceOf = (clues: readonly Clue[]): ReportFinding['for'] =>
  clues.slice(0, shownClues).map((clue) => ({ text: `Dropped: ${quoted(clue)}`, events: [] }));

/** Whether the dropped packet is the data connection of this try: its port, and where both are known its address. */
function isDataOf({ to }: Clue, attempt: Attempt): boolean {
  const { advertised, used } = attempt;
  if (to === null || advertised === null || attempt.reached === 'completed') return false;
  if (to.port !== advertised.port && to.port !== used?.port) return false;
  const passive = attempt.mode === 'PASV' || attempt.mode === 'EPSV';
  // Behind a translator the inner side shows another address with the same port.
  return passive || sameAddress(to.host, advertised.host) || to.port === advertised.port;
}

function finding(
  id: string,
  title: string,
  summary: string,
  affects: ReportFinding['affects'],
  confidence: ReportFinding['confidence'],
  clues: readonly Clue[],
  remedy: string,
): ReportFinding {
  return {
    id,
    kind: 'cause',
    party: 'path',
    confidence,
    affects,
    title,
    summary,
    for: evidenceOf(clues),
    against: [],
    notTested: [],
    remedies: [{ for: 'firewall admin', text: remedy }],
  };
}

function droppedData(clues: readonly Clue[], report: Report): ReportFinding[] {
  const found: ReportFinding[] = [];
  for (const active of [false, true]) {
    const modes: readonly string[] = active ? ['PORT', 'EPRT'] : ['PASV', 'EPSV'];
    const attempts = report.attempts.filter(({ mode }) => modes.includes(mode));
    const hits = clues.filter((clue) => clue.what === 'denied' && attempts.some((attempt) => isDataOf(clue, attempt)));
    const [first] = hits;
    if (first?.to == null) continue;
    const affects = [
      ...new Set(attempts.filter((one) => hits.some((clue) => isDataOf(clue, one))).map(({ mode }) => mode)),
    ];
    const to = formatEndpoint(first.to);
    found.push(
      active
        ? finding(
            'client-firewall-blocks-callback',
            'A firewall that blocks the callback',
            `The firewall that wrote ${first.place.file} dropped the server's data connection to ${to}.`,
            affects,
            'proven',
            hits,
            `Let TCP from the server in to ${to} and the rest of the client's active range, or use the firewall's FTP helper (clear FTP only).`,
          )
        : finding(
            'passive-range-closed',
            'A passive port range that is closed',
            `The firewall that wrote ${first.place.file} dropped the client's data connection to ${to}.`,
            affects,
            'proven',
            hits,
            `Let TCP in to the server's passive range, of which port ${first.to.port} is one.`,
          ),
    );
  }
  return found;
}

/** What firewall lines say about one session: its data connection in them is proof of who dropped it. */
export function sessionClues(clues: readonly Clue[], report: Report): ReportFinding[] {
  return clues.length === 0 ? [] : droppedData(clues, report);
}

/** What firewall lines say by themselves, without a session to hold against them. */
export function looseClues(clues: readonly Clue[]): ReportFinding[] {
  const found: ReportFinding[] = [];
  const helper = clues.filter(({ what }) => what === 'helper-dropped');
  const replies = helper.filter(({ text }) => /22[79]|reply/i.test(text));
  const commands = helper.filter((clue) => !replies.includes(clue));
  const helperRemedy =
    "The kernel's FTP helper drops what it can read only half: keep such lines whole in one segment, update the server, or unload nf_conntrack_ftp for this port.";
  if (replies.length > 0) {
    found.push(
      finding(
        'alg-drops-replies',
        'A helper that drops replies',
        'The FTP helper of this host drops replies to PASV or EPSV that it cannot follow.',
        [],
        'strong',
        replies,
        helperRemedy,
      ),
    );
  }
  if (commands.length > 0) {
    found.push(
      finding(
        'alg-drops-commands',
        'A helper that drops commands',
        'The FTP helper of this host drops control packets that it cannot follow.',
        [],
        'strong',
        commands,
        helperRemedy,
      ),
    );
  }
  const denied = clues.filter(({ what }) => what === 'denied');
  const callbacks = denied.filter(({ from }) => from?.port === ftpData);
  const [callback] = callbacks;
  if (callback?.to != null) {
    found.push(
      finding(
        'client-firewall-blocks-callback',
        'A firewall that blocks the callback',
        `The firewall that wrote ${callback.place.file} drops connections from port 20, the data port of active mode, to ${callback.to.host}.`,
        ['PORT', 'EPRT'],
        'likely',
        callbacks,
        'Use passive mode, or let these connections in (an FTP helper does it for clear FTP).',
      ),
    );
  }
  const control = denied.filter(({ to }) => to?.port === 21 || to?.port === 990);
  const [first] = control;
  if (first?.to != null) {
    found.push(
      finding(
        'control-filtered',
        'A control connection that a firewall drops',
        `The firewall that wrote ${first.place.file} drops control connections to ${formatEndpoint(first.to)}.`,
        [],
        'likely',
        control,
        `Let TCP in to ${formatEndpoint(first.to)} if FTP is wanted there.`,
      ),
    );
  }
  return found;
}
