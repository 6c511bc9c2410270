import type { Endpoint } from '../model/network.js';
import type { ReportFinding } from '../model/report.js';
import type { Mode } from '../model/target.js';
import { formatEndpoint } from '../protocol/address.js';
import { namedIn, placeChange, type Named } from '../protocol/named.js';
import { sanitise } from '../formats/sanitise.js';
import type { Spoken } from './exchanges.js';
import { placesOf } from './judge-session.js';

/** A line of the dialogue that reached the other end as another. */
export interface Difference {
  /** Who said it. */
  readonly who: 'client' | 'server';
  readonly near: string;
  readonly far: string;
  readonly nearPlace: string;
  readonly farPlace: string;
  /** What changed in it: an address, a port or the words. */
  readonly changed: 'address' | 'port' | 'address and port' | 'text';
}

const withheld = /\*{2,}|x{3,}|<password>|\(hidden\)|\*password\*/i;
const longest = 300;

const endpointOf = ({ who, text }: Spoken): Named | null => namedIn(who, text);

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The lines that differ between the two ends; what one of them only withholds (passwords) is no difference. */
export function differencesOf(lines: readonly (readonly [Spoken, Spoken])[]): Difference[] {
  return lines.flatMap(([near, far]) => {
    if (plain(near.text) === plain(far.text) || near.word === 'PASS' || near.word === 'ACCT') return [];
    // A log that gives codes alone withholds the words.
    if (/^\d{3}$/.test(near.text) || /^\d{3}$/.test(far.text)) return [];
    if (withheld.test(near.text) || withheld.test(far.text)) return [];
    const [a, b] = [endpointOf(near)?.endpoint, endpointOf(far)?.endpoint];
    let changed: Difference['changed'] = 'text';
    if (a !== undefined && b !== undefined) {
      const change = placeChange(a, b);
      if (change === null) return [];
      changed = change;
    }
    const shown = ({ text }: Spoken): string => sanitise(text, longest);
    const where = ({ place }: Spoken): string => (place === null ? '' : placesOf([place]));
    return [
      { who: near.who, near: shown(near), far: shown(far), nearPlace: where(near), farPlace: where(far), changed },
    ];
  });
}

/**
 * What the differences prove: a device on the way that rewrites FTP, for better or worse. It is proof as far as the two
 * are `tied`, that is, surely one session.
 */
export function findingsOf(
  lines: readonly (readonly [Spoken, Spoken])[],
  failed: readonly Mode[],
  tied: boolean,
): ReportFinding[] {
  const rewritten = lines.flatMap(([near, far]) => {
    const [a, b] = [endpointOf(near), endpointOf(far)];
    if (a === null || b === null || placeChange(a.endpoint, b.endpoint) === null) return [];
    return [
      {
        near,
        far,
        mode: a.mode,
        from: near.who === 'client' ? a.endpoint : b.endpoint,
        to: near.who === 'client' ? b.endpoint : a.endpoint,
      },
    ];
  });
  const [first] = rewritten.filter(({ from, to }) => from.port !== to.port);
  const some = first ?? rewritten[0];
  if (some === undefined) return [];
  const modes = [...new Set(rewritten.map(({ mode }) => mode))];
  const hurts = modes.some((mode) => failed.includes(mode));
  const evidence = rewritten.slice(0, 20).map(({ near, far }) => ({
    text: `At the client: ${sanitise(near.text, longest)} (${near.place === null ? 'no place' : placesOf([near.place])}); at the server: ${sanitise(far.text, longest)} (${far.place === null ? 'no place' : placesOf([far.place])}).`,
    events: [near.seq],
  }));
  const remap = first !== undefined;
  const where = (endpoint: Endpoint): string =>
    endpoint.host === '' ? `port ${endpoint.port}` : formatEndpoint(endpoint);
  return [
    {
      id: remap ? 'alg-remaps-port' : 'alg-present',
      kind: remap && hurts ? 'cause' : 'note',
      party: 'path',
      confidence: tied ? 'proven' : 'likely',
      affects: modes,
      title: remap
        ? 'A device on the way that changes the port in PORT or 227'
        : 'A device on the way that rewrites FTP',
      summary: remap
        ? `Something between client and server rewrites ${some.mode}: ${where(some.from)} was sent, ${where(some.to)} arrived.`
        : `Something between client and server translates the address in ${modes.join(' and ')}: ${where(some.from)} was sent, ${where(some.to)} arrived, with the port unchanged.`,
      for: evidence,
      against: [],
      notTested: [
        ...(tied
          ? []
          : ['Whether both show the same session: their dialogue is alike, and no port, name or time is the same.']),
        'Which of the devices on the way does it: a capture on both sides of each would tell.',
      ],
      remedies: [
        {
          for: 'firewall admin',
          text: remap
            ? 'Find the FTP ALG (helper, fixup, inspection) between the two ends. One translation of the data port must be let through by every device behind it; two helpers in a row are one too many.'
            : 'Keep in mind that an ALG does this: it ends with TLS, and on control ports it does not know.',
        },
        {
          for: 'client user',
          text: 'Explicit TLS hides the commands from the device, so that nothing can rewrite them.',
        },
      ],
    },
  ];
}
