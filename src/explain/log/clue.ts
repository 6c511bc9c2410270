import type { Endpoint } from '../../model/network.js';
import type { Clue } from '../source.js';
import { endpoint } from './words.js';

type Found = Omit<Clue, 'text' | 'place'>;

/** A cheap look before the patterns: most lines hold nothing of a firewall. */
export function mayHoldClue(line: string): boolean {
  return (
    line.length < 4000 &&
    (line.includes('DPT=') ||
      line.includes('nf_ct_ftp') ||
      line.includes('%ASA-') ||
      line.includes('dstport=') ||
      (line.startsWith('2') && line.includes(' DROP TCP ')))
  );
}

/** The value of a field `NAME=value` or `name="value"`; by hand, since firewalls write a great many lines. */
function word(line: string, name: string): string | undefined {
  const found = line.indexOf(` ${name}=`);
  if (found < 0) return undefined;
  let from = found + name.length + 2;
  if (line[from] === '"') from++;
  let to = from;
  while (to < line.length && to - from < 64 && line[to] !== ' ' && line[to] !== '"') to++;
  return line.slice(from, to);
}

function denied(from: Endpoint | null, to: Endpoint | null): Found | null {
  return from === null && to === null ? null : { what: 'denied', from, to };
}

/** Linux `LOG` and `log prefix` lines of iptables and nftables; `ACCEPT` in the prefix means that nothing was dropped. */
function netfilter(line: string): Found | null {
  if (!line.includes(' DPT=') || !line.includes(' PROTO=TCP ')) return null;
  const prefix = line.slice(0, line.indexOf('IN='));
  if (/accept|allow/i.test(prefix)) return null;
  return denied(endpoint(word(line, 'SRC'), word(line, 'SPT')), endpoint(word(line, 'DST'), word(line, 'DPT')));
}

/** The connection-tracking helper's own complaint about a command or reply that it dropped. */
function helper(line: string): Found | null {
  if (!line.includes('nf_ct_ftp: dropping packet')) return null;
  return {
    what: 'helper-dropped',
    from: endpoint(word(line, 'SRC'), word(line, 'SPT') ?? 0),
    to: endpoint(word(line, 'DST'), word(line, 'DPT') ?? 0),
  };
}

const asaPatterns: readonly RegExp[] = [
  // 106001, 106015: from A/p to B/p
  /(?:Deny|denied)[^\n]{0,60}? from ([0-9a-f.:]+)\/(\d+) to ([0-9a-f.:]+)\/(\d+)/i,
  // 106023: Deny tcp src outside:A/p dst inside:B/p
  /Deny tcp src [^:\s]{1,64}:([0-9a-f.:]+)\/(\d+)[^\n]{0,80}? dst [^:\s]{1,64}:([0-9a-f.:]+)\/(\d+)/i,
  // 106100: access-list X denied tcp if/A(p) -> if/B(p)
  /denied tcp [^/\s]{1,64}\/([0-9a-f.:]+)\((\d+)\)[^\n]{0,40}?-> [^/\s]{1,64}\/([0-9a-f.:]+)\((\d+)\)/i,
];

function asa(line: string): Found | null {
  if (!line.includes('%ASA-')) return null;
  for (const pattern of asaPatterns) {
    const match = pattern.exec(line);
    if (match !== null) return denied(endpoint(match[1], match[2]), endpoint(match[3], match[4]));
  }
  return null;
}

function fortigate(line: string): Found | null {
  if (!line.includes(' dstport=') || !/\bproto="?6"?(?: |$)/.test(line)) return null;
  if (!/\baction="?(?:deny|blocked)/.test(line)) return null;
  return denied(
    endpoint(word(line, 'srcip'), word(line, 'srcport')),
    endpoint(word(line, 'dstip'), word(line, 'dstport')),
  );
}

/** `date time action protocol src-ip dst-ip src-port dst-port ...` of pfirewall.log. */
function windows(line: string): Found | null {
  const match =
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d DROP TCP ([0-9a-f.:]{2,45}) ([0-9a-f.:]{2,45}) (\d{1,5}) (\d{1,5}) /i.exec(line);
  return match === null ? null : denied(endpoint(match[1], match[3]), endpoint(match[2], match[4]));
}

/** What a firewall or connection tracker says in this line that it dropped; `null` for any other line. */
export function clueIn(line: string): Found | null {
  return helper(line) ?? netfilter(line) ?? asa(line) ?? fortigate(line) ?? windows(line);
}
