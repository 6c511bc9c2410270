import { identifyServer } from '../knowledge/servers/index.js';
import type { Endpoint } from '../model/network.js';
import type { Attempt, Control, DisclosedAddress, Exchange, UserPair } from '../model/observations.js';
import type { CommandProbe } from '../model/probes.js';
import type { Origin } from '../model/transcript.js';
import { sameAddress } from '../protocol/address.js';
import { decodeCalled, decodeEstablished, decodeGreeting, decodeReply, decodeStat } from '../protocol/server-text.js';
import { controlTlsOf } from './control-tls.js';
import type { Dialogue, Step } from './dialogue.js';

const loginVerbs = /^(AUTH|HOST|USER|PASS|ACCT|PBSZ|PROT)\b/i;

type ExchangeStep = Extract<Step, { kind: 'exchange' }>;
type Connected = Extract<Step, { kind: 'connected' }>;
type Secured = Extract<Step, { kind: 'secure' }>;
type Foreign = Extract<Step, { kind: 'foreign' }>;

function linesOf(exchange: Exchange | null): string {
  return exchange?.reply?.lines.join('\n') ?? '';
}

function featuresOf(exchange: Exchange | null): string[] | null {
  if (exchange?.reply?.code !== 211) return null;
  return exchange.reply.lines.slice(1, -1).map((line) => line.replace(/^211-/, '').trim());
}

function disclosed(host: string, port: number | null, where: string, exchange: Exchange): DisclosedAddress {
  return { host, port, where, text: linesOf(exchange), events: exchange.events };
}

/** Our address in the server's words: from STAT, from a reply that refuses PORT because it sees another one, or from ESTP. */
function seenAs(
  stat: Exchange | null,
  attempts: readonly Attempt[],
  probes: readonly CommandProbe[],
): DisclosedAddress | null {
  if (stat?.reply) {
    const told = decodeStat(stat.reply);
    if (told.seenAs !== null) return disclosed(told.seenAs, told.seenPort, 'STAT', stat);
  }
  for (const { setup } of attempts) {
    const told = setup?.reply ? decodeReply(setup.reply, setup.command.split(' ', 1)[0] ?? '') : null;
    if (setup !== null && told?.seenAs !== undefined) {
      return disclosed(told.seenAs, told.seenPort ?? null, `the reply to ${setup.command}`, setup);
    }
  }
  for (const { sent, replies, events } of probes) {
    const [reply] = replies;
    const told = sent === 'ESTP' && reply !== undefined ? decodeEstablished(reply) : null;
    if (told !== null) return { ...told, where: 'ESTP', text: reply?.lines.join(' ') ?? '', events };
  }
  return null;
}

/** Our address in the words of a log that the far end wrote. */
function seenThere(first: Connected | undefined): DisclosedAddress | null {
  if (first?.seen == null || first.seen.host === '') return null;
  const { host, port } = first.seen;
  return { host, port, where: 'as seen at the far end', text: host, events: [first.event.seq] };
}

function inside(
  greeting: Exchange | null,
  stat: Exchange | null,
  probes: readonly CommandProbe[],
  remote: Endpoint | null,
): DisclosedAddress[] {
  const found: DisclosedAddress[] = [];
  const host = greeting?.reply ? decodeGreeting(greeting.reply).serverInside : null;
  if (greeting !== null && host !== null) found.push(disclosed(host, null, 'the greeting', greeting));
  const told = stat?.reply ? decodeStat(stat.reply).serverInside : null;
  if (stat !== null && told) found.push(disclosed(told.host, told.port, 'STAT', stat));
  for (const { sent, replies, events } of probes) {
    const [reply] = replies;
    const called = sent === 'ESTA' && reply !== undefined ? decodeCalled(reply) : null;
    if (called === null) continue;
    found.push({ host: called.host, port: null, where: 'ESTA', text: reply?.lines.join('\n') ?? '', events });
  }
  return found.filter((one) => remote !== null && remote.host !== '' && !sameAddress(one.host, remote.host));
}

function loggedIn(login: readonly Exchange[], attempts: readonly Attempt[]): boolean {
  const last = login.findLast(({ command, reply }) => /^(USER|PASS)\b/i.test(command) && reply !== null);
  const code = last?.reply?.code ?? 0;
  // Where TLS was asked for, a server that will not encrypt data connections has not let us in.
  if (login.some(({ command, reply }) => /^PROT P$/i.test(command) && (reply?.code ?? 0) >= 300)) return false;
  if (code >= 200 && code < 300) return true;
  // A log may begin after the login; a server that takes up PASV or PORT has let the client in.
  return code < 400 && attempts.some(({ setup }) => (setup?.reply?.code ?? 999) < 300);
}

/** Of any number of them: a flood may hold more than a call takes arguments. */
function leastOf(times: readonly number[]): number | null {
  return times.reduce<number | null>((least, ms) => Math.min(least ?? ms, ms), null);
}

/**
 * The least time in which the control peer answered anything: a SYN or a command. All lanes connect in one burst, which
 * on a busy host delays every SYN; a reply never takes less than a round trip, so counting it can only come nearer.
 */
function roundTripOf(dialogues: readonly Dialogue[]): number | null {
  const times = dialogues.flatMap(({ steps }) =>
    steps.flatMap((step) => {
      if (step.kind === 'connected') return [step.event.finishedMs - step.event.startedMs];
      return step.kind === 'exchange' && step.exchange.reply !== null && step.exchange.command !== ''
        ? [step.exchange.tookMs]
        : [];
    }),
  );
  return leastOf(times);
}

/** A server that looks each client up greets late on every connection; a packet that was lost delays only one. */
function leastGreetingOf(dialogues: readonly Dialogue[]): number | null {
  const waits = dialogues.flatMap(({ steps }) =>
    steps.flatMap((step) =>
      step.kind === 'exchange' && step.exchange.command === '' && step.exchange.reply !== null
        ? [step.exchange.tookMs]
        : [],
    ),
  );
  return leastOf(waits);
}

/** The connection on which the login was tried, else the first: a silent one is followed by a second knock. */
function mainConnection(steps: readonly Step[]): Connected | undefined {
  const opened = steps.filter((step): step is Connected => step.kind === 'connected');
  const used = steps.find(
    (step): step is ExchangeStep => step.kind === 'exchange' && /^USER\b/i.test(step.exchange.command),
  );
  return opened.find(({ event }) => event.socket === used?.socket) ?? opened[0];
}

/** The connections behind the gate's own one (`socket`) on which USER was tried otherwise. */
function userPairOf(steps: readonly Step[], socket: number | undefined): UserPair | null {
  const beside = steps.flatMap((step) => (step.kind === 'exchange' && step.socket !== socket ? [step.exchange] : []));
  const at = beside.findIndex(({ command }) => /^XQZV (?!TLS$)/.test(command));
  const neutral = beside[at];
  if (neutral === undefined) return null;
  return { neutral, again: beside.slice(at).find(({ command }) => /^USER /i.test(command)) ?? null };
}

/** What the gate lane taught; the other lanes add round-trip times and replies that say how the server sees us. */
export function controlOf(
  dialogues: readonly Dialogue[],
  attempts: readonly Attempt[],
  probes: readonly CommandProbe[],
  origin: Origin | undefined,
): Control {
  const steps = dialogues.find(({ lane }) => lane === 'gate')?.steps ?? [];
  const first = mainConnection(steps);
  const exchanges = steps
    .filter((step): step is ExchangeStep => step.kind === 'exchange' && step.socket === first?.event.socket)
    .map(({ exchange }) => exchange);
  const answerTo = (command: string): Exchange | null =>
    exchanges.findLast((one) => one.command === command && one.reply !== null) ?? null;
  const greeting = exchanges.find(({ command }) => command === '') ?? null;
  const login = exchanges.filter(({ command }) => loginVerbs.test(command));
  const strange = steps.filter(
    (step): step is Foreign => step.kind === 'foreign' && step.event.socket === first?.event.socket,
  );
  const foreign = strange.find(({ partial }) => !partial) ?? strange.at(-1);
  const stat = answerTo('STAT');
  const system = answerTo('SYST');
  const features = featuresOf(answerTo('FEAT'));
  const elsewhere = (socket: number): boolean => socket !== first?.event.socket;
  const tlsOnSecond = steps.find(
    (step): step is Secured =>
      step.kind === 'secure' && step.event.purpose === 'control' && elsewhere(step.event.socket),
  );
  const clearOnSecond = steps.find(
    (step): step is ExchangeStep =>
      step.kind === 'exchange' &&
      elsewhere(step.socket) &&
      step.exchange.command === '' &&
      step.exchange.reply !== null,
  );
  const remote = first?.remote ?? null;
  return {
    tries: steps.flatMap((step) => {
      if (step.kind !== 'connect-failed' && (step.kind !== 'connected' || step !== first)) return [];
      const { event } = step;
      return [
        {
          to: step.kind === 'connected' ? step.remote : step.to,
          failure: step.kind === 'connected' ? null : step.failure,
          tookMs: event.finishedMs - event.startedMs,
          events: [event.seq],
        },
      ];
    }),
    local: first === undefined || first.local.host === '' ? null : first.local,
    remote,
    rttMs: roundTripOf(dialogues),
    greeting,
    leastGreetingMs: leastGreetingOf(dialogues),
    foreignGreeting:
      greeting?.reply == null && foreign !== undefined ? { text: foreign.text, events: [foreign.event.seq] } : null,
    tlsOnSilentPort: tlsOnSecond === undefined ? null : tlsOnSecond.failure === null,
    clearGreetingOnTlsPort: clearOnSecond === undefined ? null : linesOf(clearOnSecond.exchange),
    tls: controlTlsOf(steps, first?.event.socket),
    server:
      identifyServer({
        banner: linesOf(greeting),
        system: linesOf(system),
        features: features ?? [],
        stat: `${linesOf(stat)} ${linesOf(exchanges.find(({ command }) => /^CSID\b/.test(command)) ?? null)}`,
      }) ?? (origin?.product == null ? null : { product: origin.product, version: null }),
    features,
    system: system?.reply?.code === 215 ? (system.reply.lines[0] ?? null) : null,
    userPair: userPairOf(steps, first?.event.socket),
    login,
    loggedIn: loggedIn(login, attempts),
    stat,
    seenAs: seenAs(stat, attempts, probes) ?? seenThere(first),
    serverInside: inside(greeting, stat, probes, remote),
  };
}
