import { fxpSettingsOf } from '../knowledge/fxp.js';
import { knowledgeOf } from '../knowledge/servers/index.js';
import type { ReportFinding } from '../model/report.js';
import { formatEndpoint, sameAddress } from '../protocol/address.js';
import { snippetOf } from '../rules/repair.js';
import fxpAllowed from '../rules/fxp-allowed.js';
import fxpRefused from '../rules/fxp-refused.js';
import port20Conflict from '../rules/port-20-conflict.js';
import serverEgressBlocked from '../rules/server-egress-blocked.js';
import tlsProtectionRequired from '../rules/tls-protection-required.js';
import { decodeReply } from '../protocol/server-text.js';
import { type End, ends, otherEnd } from './end.js';
import type { FxpFacts } from './facts.js';
import { outcomesOf, type TryOutcome, wordsOf } from './outcome.js';

/** A finding about one of the two servers; `null` where it is about what lies between. */
export interface FxpFinding extends ReportFinding {
  readonly end: End | null;
}

type Refusal = 'PORT' | 'PASV';

/** RFC 2577 sections 2, 3 and 8, in one breath. */
export const warning =
  'Whoever may log in can then have this server call third parties, or take data meant for others (RFC 2577): set it only between servers you trust, never on one that the internet reaches, and undo it afterwards. A client that downloads and uploads the file needs no such setting.';

function settingText(
  product: string | undefined,
  command: Refusal,
): Pick<ReportFinding['remedies'][number], 'text' | 'snippet'> {
  const known = fxpSettingsOf(product);
  const setting = command === 'PORT' ? known?.port : known?.pasv;
  const what =
    command === 'PORT' ? "PORT to another address than the client's" : "data from another address than the client's";
  if (setting === null)
    return {
      text: `${product ?? 'This product'} has no setting that allows ${what}. Transfer through a client instead.`,
    };
  if (setting === undefined)
    return { text: `Look for the setting that allows ${what}, often called FXP or third-party transfer. ${warning}` };
  const where = knowledgeOf(product ?? '')?.where ?? '';
  return { text: `This setting allows ${what}. ${where} ${warning}`.replaceAll('  ', ' '), snippet: setting };
}

function refused(facts: FxpFacts, end: End, command: Refusal, tries: readonly TryOutcome[]): FxpFinding {
  const { server, target } = facts.ends[end];
  const words = tries.map(({ exchange }) => wordsOf(exchange));
  const silent = tries.every(({ exchange }) => exchange?.reply == null);
  const what =
    command === 'PORT'
      ? `does not call the other server (${words[0] ?? ''})`
      : `takes no data from the other server (${silent ? 'it waits on in silence' : (words[0] ?? '')})`;
  return {
    id: fxpRefused.id,
    end,
    kind: fxpRefused.kind,
    party: fxpRefused.party,
    // Silence has other reasons, too.
    confidence: silent ? 'likely' : 'strong',
    affects: [command],
    title: fxpRefused.title,
    summary: `${target.host}:${target.port}, ${server?.product ?? 'an unknown product'}, ${what}.`,
    for: tries.map(({ exchange }) => ({
      text: `${exchange?.command.split(' ', 1)[0] ?? command}: ${wordsOf(exchange)}`,
      events: [...(exchange?.events ?? [])],
    })),
    against: [],
    notTested: [],
    remedies: [{ for: 'server admin', ...settingText(server?.product, command) }],
  };
}

function allowed(facts: FxpFacts, end: End, tries: readonly TryOutcome[]): FxpFinding {
  const { server, target } = facts.ends[end];
  const flowed = ({ stop }: TryOutcome): boolean => stop === 'sent' || stop === 'unfinished';
  const called = tries.filter(({ facts: { passive } }) => passive !== end);
  const took = tries.filter((one) => one.facts.passive === end && flowed(one));
  const does = [
    ...(called.length > 0 ? ['calls another host than its client'] : []),
    ...(took.length > 0 ? ['takes data from another host than its client'] : []),
  ].join(' and ');
  return {
    id: fxpAllowed.id,
    end,
    kind: fxpAllowed.kind,
    party: fxpAllowed.party,
    confidence: tries.some(flowed) ? 'proven' : 'likely',
    affects: [],
    title: fxpAllowed.title,
    summary: `${target.host}:${target.port}, ${server?.product ?? 'an unknown product'}, ${does}: a risk beyond this transfer (RFC 2577).`,
    for: [...called, ...took].map(({ facts: { calling, listening, passive } }) => {
      const exchange = passive === end ? listening : calling;
      return { text: `${exchange?.command ?? ''}: ${wordsOf(exchange)}`, events: [...(exchange?.events ?? [])] };
    }),
    against: [],
    notTested: [],
    remedies: [
      {
        for: 'server admin',
        text: 'Where transfers between servers are not needed, forbid them.',
        ...snippetOf(fxpSettingsOf(server?.product)?.neither ?? undefined),
      },
    ],
  };
}

/** A server that sends and takes files under TLS only: what two servers cannot agree on, whatever their settings for FXP. */
function protectionRequired(facts: FxpFacts, end: End, tries: readonly TryOutcome[]): FxpFinding {
  const { server, target } = facts.ends[end];
  const words = [...new Map(tries.map(({ exchange }) => [wordsOf(exchange), exchange])).entries()];
  return {
    id: tlsProtectionRequired.id,
    end,
    kind: tlsProtectionRequired.kind,
    party: tlsProtectionRequired.party,
    confidence: 'proven',
    affects: [],
    title: tlsProtectionRequired.title,
    summary: `${target.host}:${target.port}, ${server?.product ?? 'an unknown product'}, gives and takes files only over encrypted data connections. Two servers do not meet in TLS by standard means: both of them would wait for the other to begin (RFC 4217 section 7).`,
    for: words.map(([text, exchange]) => ({
      text: `${exchange?.command.split(' ', 1)[0] ?? ''}: ${text}`,
      events: [...(exchange?.events ?? [])],
    })),
    against: [],
    notTested: ['Whether data would flow between the two.'],
    remedies: [
      { for: 'client user', text: 'Download the file from one server and upload it to the other, both under TLS.' },
    ],
  };
}

/** A listener that names another address than its control connection's; the caller was sent to the latter. */
function otherAddress(facts: FxpFacts, { facts: { passive, named, listening } }: TryOutcome): FxpFinding[] {
  const { peer, target } = facts.ends[passive];
  if (named === null || peer === null || sameAddress(named.host, peer.host)) return [];
  return [
    {
      id: 'pasv-address-other-host',
      end: passive,
      kind: 'note',
      party: 'server',
      confidence: 'proven',
      affects: ['PASV'],
      title: 'Another address in the 227 reply',
      summary: `${target.host} names ${formatEndpoint(named)}; the other server was sent to ${peer.host} instead, where the control connection goes.`,
      for: [{ text: wordsOf(listening), events: [...(listening?.events ?? [])] }],
      against: [],
      notTested: [`Whether the other server would reach ${named.host}: no third party is called.`],
      remedies: [],
    },
  ];
}

/** A caller that could not even begin, or whose call was never answered: a fault that the settings for FXP do not mend. */
function callFailed(facts: FxpFacts, { at, exchange, facts: { passive, named } }: TryOutcome): FxpFinding[] {
  if (at === null || exchange === null) return [];
  const { target } = facts.ends[at];
  const { reply } = exchange;
  const tookAddress = /^(RETR|STOR)\b/.test(exchange.command);
  const noSource = reply !== null && decodeReply(reply, exchange.command)?.meaning === 'bind-failed';
  const rule = noSource ? port20Conflict : serverEgressBlocked;
  const to = `${facts.ends[passive].peer?.host ?? ''}:${named?.port ?? 0}`;
  return [
    {
      id: rule.id,
      end: at,
      kind: 'cause',
      party: rule.party,
      // Silence has other reasons, too.
      confidence: noSource ? 'proven' : reply === null ? 'possible' : 'likely',
      affects: ['PORT'],
      title: rule.title,
      summary: noSource
        ? `${target.host}:${target.port} took the address of the other server, but cannot open a data connection from its own port: ${wordsOf(exchange)}`
        : reply === null
          ? `${target.host}:${target.port} ${tookAddress ? 'took' : 'was told'} the address of the other server, but no data connection to ${to} comes about: ${wordsOf(exchange)}.`
          : `${target.host}:${target.port} could not reach the other server at ${to}: ${wordsOf(exchange)}`,
      for: [{ text: `${exchange.command}: ${wordsOf(exchange)}`, events: [...exchange.events] }],
      against: [],
      notTested:
        reply === null
          ? [
              'What the server itself says when it gives up: --timeout 65s waits for that.',
              ...(tookAddress
                ? []
                : ['Whether the command arrived: a device on the way may swallow one that names another host.']),
            ]
          : [],
      remedies: [
        noSource
          ? {
              for: 'server admin',
              text: 'Let active data connections leave from any port. With port_promiscuous=YES vsftpd has no right to use port 20.',
              snippet: '# vsftpd\nconnect_from_port_20=NO',
            }
          : {
              for: 'server admin',
              text: `Let the firewalls of both sides pass connections from ${target.host} to the passive ports of ${facts.ends[passive].target.host}.`,
            },
      ],
    },
  ];
}

/** What is to be said of two servers: faults and refusals first, then the risk of what is allowed, then notes. */
export function fxpFindings(facts: FxpFacts): readonly FxpFinding[] {
  const outcomes = outcomesOf(facts);
  const by = (end: End, stop: TryOutcome['stop']): readonly TryOutcome[] =>
    outcomes.filter((one) => one.stop === stop && one.at === end);
  const refusals = ends.flatMap((end) => [
    ...(by(end, 'protection-required').length > 0
      ? [protectionRequired(facts, end, by(end, 'protection-required'))]
      : []),
    ...(by(end, 'port-refused').length > 0 ? [refused(facts, end, 'PORT', by(end, 'port-refused'))] : []),
    ...(by(end, 'data-refused').length > 0 ? [refused(facts, end, 'PASV', by(end, 'data-refused'))] : []),
  ]);
  const risks = ends.flatMap((end) => {
    // Whoever took the PORT called; whoever listened took the data only where the file arrived.
    const willing = outcomes.filter(
      ({ stop, facts: { passive, calling } }) =>
        ['sent', 'unfinished'].includes(stop) ||
        (passive === otherEnd(end) && ['agreed', 'data-refused', 'file-refused'].includes(stop)) ||
        (passive === otherEnd(end) && stop === 'protection-required' && (calling?.reply?.code ?? 999) < 300),
    );
    return willing.length === 0 ? [] : [allowed(facts, end, willing)];
  });
  const broken = outcomes.flatMap((one) => (one.stop === 'call-failed' ? callFailed(facts, one) : []));
  const notes = outcomes.flatMap((outcome) => otherAddress(facts, outcome));
  return [...broken, ...refusals, ...risks, ...notes];
}
