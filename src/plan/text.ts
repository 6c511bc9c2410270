import type { Cost, Experiment, FollowUp } from '../experiments/experiment.js';
import type { ProbeOptions } from '../model/target.js';
import type { Chosen } from './choose.js';
import { mostConnections, mostMs, timeOf } from './limits.js';

const widest = 22;

function line({ id, title }: Experiment, costs = ''): string {
  return `   ${id.padEnd(widest)} ${costs}${title}`;
}

function seconds(ms: number): string {
  return `${Math.ceil(ms / 1000)} s`;
}

function connectionsText({ connections }: Cost): string {
  return `${connections} connection${connections === 1 ? '' : 's'}`;
}

function costText(cost: Cost, options: ProbeOptions): string {
  return `${connectionsText(cost)}, ${seconds(timeOf(cost, options, options.serial))}`;
}

const followUpsHeads = {
  quick: '',
  auto: 'Then, round by round, only while something is undecided and only what is expected to teach most for its cost:',
  deep: 'Then, round by round, all of these that could teach something:',
} as const;

function followUpLines(followUps: readonly FollowUp[], options: ProbeOptions): string[] {
  if (options.depth === 'quick') return ['Nothing follows in a quick look.'];
  const asked = followUps.filter((one) => one.asked?.(options) === true);
  const others = followUps.filter((one) => {
    const chosen = options.depth === 'deep' || one.teaches.length > 0 || one.completes !== undefined;
    return chosen && !asked.includes(one) && one.onlyAsked !== true;
  });
  return [
    // How long they take is for the option to say.
    ...(asked.length === 0 ? [] : ['Then, because an option asks for it:']),
    ...asked.map((one) => line(one, `${connectionsText(one.cost)}: `)),
    followUpsHeads[options.depth],
    ...others.map((one) => line(one, `${costText(one.cost, options)}: `)),
  ];
}

function limitLine(options: ProbeOptions): string {
  const connections = `At most ${mostConnections(options)} control connections in all`;
  if (options.depth !== 'auto') return `${connections}.`;
  const ms = mostMs(options, options.serial);
  return `${connections}; no follow-up begins that could end more than ${seconds(ms)} after the start, unless an option asks for it.`;
}

/** What a check would do, for a reader who wants to know before it is done: line by line, with what it may cost. */
export function planText(what: string, options: ProbeOptions, experiments: readonly Experiment[]): readonly string[] {
  const { modes, depth } = options;
  const listings = experiments.filter(({ lists }) => lists !== null && (modes === null || modes.includes(lists)));
  const beside = experiments.filter((one) => one.beside === true && options.reflector !== null);
  return [
    `Plan for ${what} (${depth}, waits of at most ${seconds(options.timeoutMs)}):`,
    'First a control connection: greeting, one login, SYST, FEAT, STAT. A login that is refused ends the check.',
    `Then ${options.serial ? 'one after another' : 'side by side'}, on a control connection each:`,
    ...listings.map((one) => line(one)),
    ...(beside.length === 0
      ? []
      : ['Beside all this, because an option asks for it:', ...beside.map((one) => line(one))]),
    ...followUpLines(
      experiments.filter((one) => one.lists === null && one.beside !== true),
      options,
    ),
    limitLine(options),
  ];
}

const reasons: Readonly<Record<Exclude<Chosen['reason'], 'questions'>, string>> = {
  asked: 'an option asks for it',
  pair: 'it completes a pair',
  deep: 'a deep look leaves nothing out',
};

/** What the next round does and why, before it is run. */
export function roundText(round: readonly Chosen[], options: ProbeOptions): readonly string[] {
  return [
    'Next round:',
    ...round.map(({ experiment, reason, questions }) => {
      const why = reason === 'questions' ? `about ${questions.join(', ')}` : reasons[reason];
      return `   ${experiment.id.padEnd(widest)} ${why} (${costText(experiment.cost, options)})`;
    }),
  ];
}
