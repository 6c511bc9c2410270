import type { TwoEnds } from '../../model/report.js';
import { formatEndpoint } from '../../protocol/address.js';
import { withoutPort } from '../../protocol/named.js';
import { duration } from './words.js';

type Comparison = TwoEnds['comparisons'][number];

/** One row of the table of both ends. An empty cell has nothing to say. */
export interface TwoEndsRow {
  /** Control port, TLS and mode. */
  readonly over: string;
  /** From us to the reflector: as we sent it, and as it arrived. */
  readonly sent: string;
  readonly arrived: string;
  /** From the reflector to us. */
  readonly sentBack: string;
  readonly received: string;
  /** Something in it did not go as it should. */
  readonly telling: boolean;
}

export const twoEndsHead = ['over', 'sent', 'arrived', 'sent back', 'received'] as const;

const lost = 'nothing';
/** More differences than this are one: somebody else speaks there. */
const mostOthers = 4;
const mostRows = 60;

function doorOf({ controlPort, tls }: Comparison): string {
  return `${controlPort}${tls === 'off' ? '' : ' TLS'}`;
}

function pair(line: Comparison['command']): [string, string] {
  if (line === null) return ['', ''];
  if (line.arrived === null) return [line.sent, lost];
  return [line.sent, line.change === 'none' ? 'the same' : line.arrived];
}

/** When a call ended, on the reflector's clock, which tells whole milliseconds. */
function when(tookMs: number): string {
  return tookMs < 1 ? 'at once' : `after ${duration(tookMs)}`;
}

function outcomeWords({ outcome, detail, tookMs }: NonNullable<Comparison['data']>): string {
  if (outcome === 'opened') return 'opened';
  if (outcome === 'foreign') return 'somebody else came';
  if (outcome === 'unknown') return detail === 'given up' ? 'nobody came' : detail;
  return `${outcome === 'timed-out' ? 'no answer' : outcome} ${when(tookMs)}`;
}

/** The data connection, laid into the same columns: who asked for it, and what the other end saw of that. */
function dataRow(one: Comparison): TwoEndsRow | null {
  const { data, used, caller, reached } = one;
  const came = reached === 'opened' || reached === 'completed';
  if (data === null) return null;
  const payload = one.payload === 'changed' ? ', its content changed' : '';
  const blank = { over: 'data', sent: '', arrived: '', sentBack: '', received: '' };
  if (data.way === 'in') {
    const from = data.from === null ? '' : ` from ${data.from.host}`;
    return {
      ...blank,
      sent: used === null ? 'no connection' : `connection to ${formatEndpoint(used)}: ${came ? 'opened' : 'failed'}`,
      arrived: `${outcomeWords(data)}${from}`,
      received: payload === '' ? '' : payload.slice(2),
      telling: !came || data.outcome !== 'opened' || payload !== '',
    };
  }
  return {
    ...blank,
    sentBack: `call to ${formatEndpoint(data.where)}: ${outcomeWords(data)}`,
    received: came ? `call from ${caller?.host ?? 'there'}${payload}` : 'no call',
    telling: !came || data.outcome !== 'opened' || payload !== '',
  };
}

/** The rows of one comparison; `doors` are the control ports over which it went so. */
function rowsOf(one: Comparison, doors: readonly string[]): TwoEndsRow[] {
  const [sent, arrived] = pair(one.command);
  const [sentBack, received] = pair(one.reply);
  const changed = [one.command, one.reply].some((line) => line !== null && line.change !== 'none');
  const refused = /^[45]/.test(one.reply?.sent ?? '');
  const asked = {
    over: `${one.mode} ${doors.join(', ')}`,
    sent,
    arrived,
    sentBack,
    received,
    telling: changed || refused,
  };
  const others = one.others.slice(0, mostOthers).map((line): TwoEndsRow => {
    const [from, to] = pair(line);
    const cells = line.who === 'client' ? { sent: from, arrived: to } : { sentBack: from, received: to };
    return { over: '', sent: '', arrived: '', sentBack: '', received: '', ...cells, telling: true };
  });
  const data = dataRow(one);
  return [asked, ...others, ...(data === null ? [] : [data])];
}

/** Everything but the ports, which are others each time. */
function alike({ mode, command, reply, others, data, reached, payload }: Comparison): string {
  const line = (one: Comparison['command']): unknown =>
    one === null ? null : [one.change, withoutPort(one.sent), one.arrived === null ? null : withoutPort(one.arrived)];
  return JSON.stringify([
    mode,
    line(command),
    line(reply),
    others.map(line),
    data?.outcome,
    data?.detail,
    reached,
    payload,
  ]);
}

const isPlain = (one: Comparison): boolean => rowsOf(one, []).every(({ telling }) => !telling);

/**
 * The comparisons in which something differed or failed: a row for the lines of the mode, one for its data connection.
 * What went alike over several control ports stands there once.
 */
export function twoEndsRows({ comparisons }: TwoEnds): TwoEndsRow[] {
  const groups = new Map<string, [first: Comparison, ...rest: Comparison[]]>();
  for (const one of comparisons) {
    if (isPlain(one)) continue;
    const group = groups.get(alike(one));
    if (group === undefined) groups.set(alike(one), [one]);
    else group.push(one);
  }
  return [...groups.values()].flatMap((group) => rowsOf(group[0], group.map(doorOf))).slice(0, mostRows);
}

/** What went through both ways as it was sent; `null` where nothing did. */
export function untouchedText({ comparisons }: TwoEnds): string | null {
  const plain = comparisons.filter(isPlain);
  if (plain.length === 0) return null;
  const modes = new Map<string, string[]>();
  for (const one of plain) modes.set(doorOf(one), [...(modes.get(doorOf(one)) ?? []), one.mode]);
  const doors = new Map<string, string[]>();
  for (const [door, went] of modes) doors.set(went.join(', '), [...(doors.get(went.join(', ')) ?? []), door]);
  const texts = [...doors].map(([went, ports]) => `${went} over port ${ports.join(', ')}`);
  return `Arrived as sent, both ways, data included: ${texts.join('; ')}.`;
}

/** Everything else the reflector told, a sentence each. */
export function twoEndsNotes(twoEnds: TwoEnds): string[] {
  const { unannouncedCall: call, openPorts, refusals, rests = [] } = twoEnds;
  const open = openPorts.filter((one) => one.open).length;
  return [
    ...(openPorts.length === 0
      ? []
      : [
          `Ports always open at the reflector: ${open} of ${openPorts.length} reached (${openPorts.map(({ port }) => port).join(', ')}).`,
        ]),
    ...(call === null
      ? []
      : [
          `A call to ${formatEndpoint(call.where)}, which no FTP command had named: ${
            call.outcome === 'opened'
              ? call.came
                ? 'came through'
                : 'opened there, but did not come here'
              : `${call.outcome} at the reflector ${when(call.tookMs)}`
          }.`,
        ]),
    ...rests.map(
      ({ kept, restedMs, outcome, arrived, answered }) =>
        `At rest for ${duration(restedMs)}${kept === 'nothing' ? '' : ' with NOOP commands'}: ${outcome}; the last question ${arrived ? `arrived and was ${answered ? '' : 'not '}answered` : 'never arrived'}.`,
    ),
    ...refused(refusals).slice(0, 8),
  ];
}

/** What was not compared, the modes that failed alike together. */
function refused(refusals: TwoEnds['refusals']): string[] {
  const alike = new Map<string, string[]>();
  for (const { controlPort, tls, mode, why } of refusals) {
    const how = `over port ${controlPort}${tls === 'off' ? '' : ' with TLS'}: ${why.replace(/\.$/, '')}.`;
    alike.set(how, [...(alike.get(how) ?? []), ...(mode === null ? [] : [mode])]);
  }
  return [...alike].map(([how, modes]) => `Not compared: ${modes.join(', ')} ${how}`);
}

/** Who the far end is, in one sentence. */
export function twoEndsIntro({ host, port, seenAs, problem }: TwoEnds): string {
  const name = formatEndpoint({ host, port });
  if (problem !== null) return `The reflector ${name} told nothing: ${problem}.`;
  return seenAs === null ? `The reflector is ${name}.` : `The reflector ${name} sees this client at ${seenAs}.`;
}
