import type { Observations } from '../model/observations.js';
import { sameAddress } from '../protocol/address.js';
import type { Session } from '../session/session.js';
import { defineExperiment, type Bench } from './experiment.js';
import { askPassive } from './listing.js';

/** The plan: at most 8 ports unless asked for more, over at most 4 control connections, 300 ms between connects. */
export const usual = { ports: 8, lanes: 4, spacingMs: 300 };
/** Longer than Linux's first two SYN retransmissions (1 s and 3 s), so that lost packets are not taken for a filter. */
const connectMs = 4000;

/** A passive mode failed, and none worked on the control peer's own address: then the ports are in question. */
function portsInQuestion({ attempts, samples, control }: Observations): boolean {
  const { remote } = control;
  if (remote === null) return false;
  const onPeer = samples.filter(({ host }) => sameAddress(host, remote.host));
  const failed = attempts.some(({ failure }) => failure?.during === 'connect');
  return failed && (onPeer.length === 0 || onPeer.some(({ open }) => !open));
}

/**
 * The commands to sample with, in turn. EPSV needs no advertised address; PASV where the server has no EPSV; both in
 * alternation where one worked and the other did not, so that command and port can be told apart.
 */
export function samplingModes({ attempts, control: { remote } }: Observations): readonly ('PASV' | 'EPSV')[] {
  const found = (['EPSV', 'PASV'] as const).filter((mode) =>
    attempts.some((one) => one.mode === mode && one.advertised !== null),
  );
  // A PASV that was tried over a foreign address alone may still work over the peer's: that is another outcome.
  const outcomes = new Set(
    attempts
      .filter(({ experiment }) => experiment === 'passive-epsv' || experiment === 'passive-pasv')
      .map(({ reached, advertised }) => {
        if (reached === 'completed') return 'works';
        const foreign = advertised !== null && remote !== null && !sameAddress(advertised.host, remote.host);
        return foreign ? 'elsewhere' : 'fails';
      }),
  );
  return outcomes.size === 2 ? found : found.slice(0, 1);
}

/** What came of asking for a port: a connect, nothing in this session, or nothing in any, as the server has had enough. */
type Sampled = 'connected' | 'not-named' | 'turned-away';

/** One connect to a port that the server names. */
export async function sample(bench: Bench, session: Session, mode: 'PASV' | 'EPSV', turn: Turn): Promise<Sampled> {
  // Asked at its turn, not before it: lanes that ask at once would blur the order in which the server names its ports.
  await turn();
  const named = await askPassive(session, mode);
  if (named.endpoint === null) return [421, 530].includes(named.code ?? 0) ? 'turned-away' : 'not-named';
  const data = await session.network.connect(
    { host: session.remote.host, port: named.endpoint.port },
    { purpose: 'data', timeoutMs: Math.min(connectMs, bench.options.timeoutMs), bind: bench.options.bind },
  );
  if (data.ok) data.value.close();
  return 'connected';
}

/** Waits until the next connect is due. */
export type Turn = () => Promise<void>;

/** Spaces connects out over all lanes: a burst could look like an attack and would test that instead. */
export function pacer(session: Session, spacingMs: number): Turn {
  let free = session.network.now();
  return async () => {
    const now = session.network.now();
    const wait = Math.max(0, free - now);
    free = Math.max(free, now) + spacingMs;
    if (wait > 0) await session.network.pause(wait);
  };
}

/**
 * Samples passive ports of the control peer, one connect for each reply, and closes. Which ports the server names, and
 * which of them open, tells a closed range from a partly open one.
 */
export default defineExperiment({
  id: 'passive-ports',
  title: 'Sample passive ports on the control peer, one connect each',
  lists: null,
  wanted: (known, { samples }) => samplingModes(known).length > 0 && (samples !== null || portsInQuestion(known)),
  asked: ({ samples }) => samples !== null,
  teaches: [
    'data connect',
    'port census',
    'refusal time',
    { cause: 'double-translation', bits: 0.1, source: 'estimate' },
  ],
  cost: { connections: 4, waits: 1, seconds: 12, inTurn: { waits: 1, seconds: 35 }, login: true },
  async run(bench) {
    const modes = samplingModes(bench.known);
    const total = bench.options.samples ?? usual.ports;
    const lanes = Math.min(bench.options.serial ? 1 : usual.lanes, total);
    const opened = await Promise.all(Array.from({ length: lanes }, (_, lane) => bench.open(`${lane + 1}`)));
    let open = opened.filter((session) => session !== null);
    const [first] = open;
    if (first === undefined) return;
    const turn = pacer(first, usual.spacingMs);
    let left = total;
    // By rounds, so that each command meets all lanes, and so that a server that has had enough is left alone by all.
    for (let round = 0; left > 0 && open.length > 0; round++) {
      const asked = open.slice(0, left);
      const outcomes = await Promise.all(
        asked.map((session, lane) => sample(bench, session, modes[(round + lane) % modes.length] ?? 'EPSV', turn)),
      );
      if (outcomes.includes('turned-away')) break;
      left -= asked.length;
      open = asked.filter((_, lane) => outcomes[lane] === 'connected');
    }
    for (const session of opened) session?.end();
  },
});
