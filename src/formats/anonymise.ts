import type { Report } from '../model/report.js';
import { bytesOf } from '../protocol/address-parse.js';
import { canonicalHost, classify, familyOf } from '../protocol/address.js';
import { fromLetters, toLetters } from '../protocol/letters.js';

/** Scopes whose addresses mean the same to everyone, so that they give nobody away. */
const universal: ReadonlySet<string> = new Set(['loopback', 'unspecified', 'broadcast', 'invalid']);

/** Scopes that no version is likely to fall into by chance. */
const insider: ReadonlySet<string> = new Set(['private', 'cgnat', 'link-local']);

/** Products tell of themselves in their banners; their own sites name nobody's network. */
const products = /(^|\.)(?:filezilla-project\.org|pureftpd\.org|proftpd\.org|example\.(?:com|net|org))$/i;

const ipv4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/g;

/**
 * What stands before a number of four parts that is a version: the word itself, or the name of a product. Nothing else
 * will do, for an address that stays is worse than a version that goes.
 */
const versioned =
  /(?:\b(?:version|release|build|ver\.?)|\b[a-z]{1,20}-?ftpd|\b(?:filezilla server|serv-u|sftpgo|wing ftp server|crushftp|gene6 ftp server|microsoft ftp service))[ /:_-]{0,2}v?$|\bv$/i;

const ipv6 = /(?<![\w:.])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?![\w:])/gi;
const sextet = /(?<!\d)(\d{1,3},\d{1,3},\d{1,3},\d{1,3})(?=,\d{1,3},\d{1,3}(?!\d))/g;
const name = /(?<![\w.@/-])(?:[a-z\d](?:[a-z\d-]{0,62}[a-z\d])?\.){1,8}[a-z]{2,24}(?![\w.-]*\w)/gi;

/** Longest text in which names are looked for; more of a line nobody reads. */
const longest = 100_000;

/** The networks of RFC 5737. */
const documentation = ['203.0.113', '198.51.100', '192.0.2'] as const;

/** A new address for each one met, the same for the same one. */
function addressBook(): (host: string) => string {
  const given = new Map<string, string>();
  const networks = new Map<string, number>();
  const used = new Map<number | string, number>();
  const count = (key: number | string): number => {
    const next = (used.get(key) ?? 0) + 1;
    used.set(key, next);
    return next;
  };
  /** Addresses of one /24, or /64, stay together, for which LAN an address lies in is part of the evidence. */
  const network = (scope: string, prefix: string): number => {
    const key = `${scope} ${prefix}`;
    const known = networks.get(key) ?? count(scope);
    networks.set(key, known);
    return known;
  };
  const four = (host: string, scope: string): string => {
    const [a = '', b = '', c = ''] = host.split('.');
    const inside = { private: a === '10' ? '10.0' : a === '172' ? '172.16' : '192.168', cgnat: '100.64' }[scope];
    const block = scope === 'link-local' ? '169.254' : (inside ?? 'public');
    const number = network(block, `${a}.${b}.${c}`);
    const last = (count(`${a}.${b}.${c}`) % 254) + 1;
    if (block !== 'public') return `${block}.${number % 256}.${last}`;
    // Beyond the three documentation networks come those for benchmarks (RFC 2544).
    return `${documentation[number - 1] ?? `198.${18 + (number % 2)}.${(number >> 1) % 256}`}.${last}`;
  };
  const six = (host: string, scope: string): string => {
    const prefix = bytesOf(host)?.slice(0, 8).join('.') ?? '';
    const last = count(`${scope} ${prefix}`).toString(16);
    if (scope === 'link-local') return `fe80::${last}`;
    if (scope === 'nat64') return `64:ff9b::${last}`;
    const block = scope === 'unique-local' ? 'fd00:0:0' : '2001:db8:0';
    return `${block}:${network(block, prefix).toString(16)}::${last}`;
  };
  const replace = (host: string): string => {
    const canonical = canonicalHost(host);
    if (canonical === null) return host;
    const { scope } = classify(canonical);
    if (universal.has(scope)) return host;
    const known = given.get(canonical) ?? (familyOf(canonical) === 4 ? four(canonical, scope) : six(canonical, scope));
    given.set(canonical, known);
    return known;
  };
  const spelt = new Map<string, string>();
  return (host) => {
    const known = spelt.get(host) ?? replace(host);
    spelt.set(host, known);
    return known;
  };
}

/** A command as it was sent: the rest of the line is the name, which may hold blanks. What is replaced already stays. */
const typedUser = /^(USER|ACCT) (?!(?:anonymous|ftp|user\d*)\b)([^\r\n]+)/gim;
/** The same within a sentence, where the verb alone in capitals tells it from the word "user". */
const toldUser = /\b(USER|ACCT) (?!(?:anonymous|ftp|user\d*)\b)(\S+)/g;

/** What a reflector says in letters; exactly 32 are the number of a session, which gives nobody away. */
const letters = /\b(?![a-p]{32}\b)[a-p]{24,}\b/g;

/** A word for each thing met, numbered from the second on, the same for the same thing. */
function wordBook(spell: (number: number) => string): (text: string) => string {
  const given = new Map<string, string>();
  return (text) => {
    const known = given.get(text.toLowerCase()) ?? spell(given.size + 1);
    given.set(text.toLowerCase(), known);
    return known;
  };
}

/** Words of the report's own vocabulary and of the protocol: keys, and values that are no foreign text. */
const kept: ReadonlySet<string> = new Set([
  ...['schema', 'tool', 'startedAt', 'verdict', 'id', 'kind', 'party', 'confidence', 'affects', 'experiment', 'lane'],
  // The product is one of our fingerprints, and its version what they cut out.
  ...[
    'server',
    'operation',
    'purpose',
    'mode',
    'scope',
    'scopeSource',
    'reached',
    'during',
    'status',
    'separates',
    'features',
  ],
]);

/** File names and options in snippets look like host names; what our own advice says holds no name but the target's. */
const ours: ReadonlySet<string> = new Set(['remedies', 'snippet', 'because', 'notTested', 'title']);

/** Finds a word that is not part of a longer one; a word of any length, so beyond reason as it stands. */
function wordPattern(word: string, flags: string): RegExp | string {
  if (word.length > 255) return word;
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return word === '' ? /(?!)/g : new RegExp(`(?<![\\w])${escaped}(?![\\w-])`, flags);
}

/** What may hold the events of a run: a report, or a transcript. */
interface Holder {
  readonly transcript?: Report['transcript'];
  readonly events?: Report['transcript'];
}

/** The names of a file that was retrieved: its path, and what servers call it; none where no file was. */
function fileNames({ transcript, events = transcript ?? [] }: Holder): readonly string[] {
  // The payload of a reflector has the same name everywhere.
  const asked = events.find(
    ({ operation, input, experiment }) =>
      operation === 'write' && input.startsWith('RETR ') && experiment !== 'reflector',
  );
  const path = asked?.input.slice('RETR '.length).trim() ?? '';
  return [path, path.slice(path.lastIndexOf('/') + 1)].filter(({ length }) => length > 1);
}

/** Letters with what they say made clean; where they are no text, such as an address as raw bytes, a number in its place. */
function lettersBook(): (found: string, clean: (text: string) => string) => string {
  const number = wordBook((count) => toLetters(new TextEncoder().encode(`payload ${count}`)));
  return (found, clean) => {
    const bytes = fromLetters(found);
    const text = bytes === null ? null : new TextDecoder().decode(bytes);
    if (text === null || !/^[\x20-\x7e]*$/.test(text)) return bytes === null ? found : number(found);
    return toLetters(new TextEncoder().encode(clean(text)));
  };
}

/**
 * Makes reports, or transcripts, that can be shown to anyone: addresses become documentation addresses, or others of
 * the same private block where the class matters; host names, users and paths become examples. What was equal stays
 * equal, within one report and between those given to the same anonymiser; ports, times and replies stay.
 */
export function anonymiser(): <T extends Pick<Report, 'target'>>(value: T) => T {
  const address = addressBook();
  const host = wordBook((number) => `ftp${number === 1 ? '' : number}.example.com`);
  const inLetters = lettersBook();
  const user = wordBook((number) => `user${number === 1 ? '' : number}`);
  return (value) => {
    const { target } = value;
    const isName = familyOf(target.host) === null;
    const known = !['anonymous', 'ftp', ''].includes(target.user) && target.user.length > 1;
    const ownHost = isName ? wordPattern(target.host, 'gi') : null;
    const ownUser = known ? wordPattern(target.user, 'g') : null;
    const ownPath = target.path.length > 1 ? target.path : null;
    const ownFiles = fileNames(value as Holder);
    const clean = (text: string, key: string, advice: boolean): string => {
      let out = text.length > longest ? text.slice(0, longest) : text;
      out = out.replace(letters, (found) => inLetters(found, (said) => clean(said, key, advice)));
      if (ownPath !== null) out = out.replaceAll(ownPath, '/path');
      for (const file of ownFiles) out = out.replaceAll(file, 'a-file');
      out = out.replace(/"(\/[^"\r\n]{1,300})"/g, (_, path: string) => (path === '/' ? '"/"' : '"/path"'));
      if (ownUser !== null) out = out.replaceAll(ownUser, () => user(target.user));
      out = out.replace(
        key === 'input' ? typedUser : toldUser,
        (_, verb: string, who: string) => `${verb} ${user(who)}`,
      );
      if (ownHost !== null) out = out.replaceAll(ownHost, () => host(target.host));
      if (!advice) out = out.replace(name, (found) => (products.test(found) ? found : host(found)));
      out = out.replace(sextet, (found) => address(found.replaceAll(',', '.')).replaceAll('.', ','));
      return out
        .replace(ipv4, (found, at: number, whole: string) =>
          versioned.test(whole.slice(Math.max(0, at - 40), at)) && !insider.has(classify(found).scope)
            ? found
            : address(found),
        )
        .replace(ipv6, address);
    };
    const walk = (one: unknown, key: string, advice: boolean): unknown => {
      if (typeof one === 'string') return kept.has(key) ? one : clean(one, key, advice);
      if (Array.isArray(one)) return one.map((each) => walk(each, key, advice));
      if (typeof one !== 'object' || one === null || kept.has(key)) return one;
      return Object.fromEntries(
        Object.entries(one).map(([name, each]) => [name, walk(each, name, advice || ours.has(name))]),
      );
    };
    const path = target.path === '' ? '' : '/path';
    const cleaned = walk(value, '', false) as typeof value;
    return {
      ...cleaned,
      target: {
        ...cleaned.target,
        host: isName ? host(target.host) : address(target.host),
        user: known ? user(target.user) : target.user.length === 1 ? user(target.user) : target.user,
        path,
      },
    };
  };
}
