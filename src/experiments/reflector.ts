import type { Mode } from '../model/target.js';
import { defineExperiment, type Bench, type FarEnd } from './experiment.js';
import { rest } from './idle-ladder.js';
import { keptEveryMs } from './idle-plan.js';
import { tryActive, tryPassive } from './listing.js';
import { doorName, doorsToAsk, doorsToCompare, type FarDoor } from './reflector/doors.js';
import { dial, hello, noted, tell } from './reflector/site.js';

/** A reflector gives up a call after ten seconds, and says so then. */
const lateMs = 11_000;
/** Longer than Linux's first two SYN retransmissions, so that lost packets are not taken for a filter. */
const connectMs = 4000;
/** Records that take longer to read are left: a far end that drips must not keep us. */
const mostReadingMs = 60_000;
const payload = 'RETR payload';
/** A payload is far shorter; whoever sends more is no reflector. */
const mostBytes = 4096;

/** One mode through one door, and what arrived of the payload; answers with the number of the session there. */
async function compare(bench: Bench, far: FarEnd, door: FarDoor, mode: Mode): Promise<string | null> {
  const session = await far.call(`${doorName(door)}/${mode.toLowerCase()}`, door.tls, door.port);
  if (session === null) return null;
  const known = await hello(session);
  const pieces: Uint8Array[] = [];
  let size = 0;
  const take = (bytes: Uint8Array): void => {
    if (size < mostBytes) pieces.push(bytes);
    size += bytes.length;
  };
  const here: Bench = {
    ...bench,
    target: { ...far.target, tls: door.tls, port: door.port },
    options: { ...bench.options, tlsInsecure: true },
    errand: { command: payload, take, lateMs },
  };
  if (mode === 'PASV' || mode === 'EPSV') await tryPassive(here, session, mode, 'advertised');
  else await tryActive(here, session, mode);
  if (size > 0) await noted(session, Uint8Array.from(pieces.flatMap((piece) => [...piece])));
  session.end();
  return known?.session ?? null;
}

/** Has the reflector call a port that no FTP command has named: what comes in without an ALG's help? */
async function callUnannounced(bench: Bench, far: FarEnd, door: FarDoor): Promise<string | null> {
  const session = await far.call('dial', door.tls, door.port);
  if (session === null) return null;
  const known = await hello(session);
  const listening = await session.network.listen({
    host: bench.options.bind ?? session.local.host,
    ports: bench.options.activePorts,
  });
  if (listening.ok) {
    const coming = listening.value.accept(lateMs);
    // A call that has opened there is here by now, or never will be.
    if (!(await dial(session, listening.value.local.port, lateMs))) listening.value.close();
    const caller = await coming;
    listening.value.close();
    if (caller.ok) caller.value.close();
  }
  session.end();
  return known?.session ?? null;
}

/** Lets a control connection rest as in the idle ladder; its record says afterwards which way the question was lost. */
async function restThere(bench: Bench, far: FarEnd, door: FarDoor, kept: 'nothing' | 'noop'): Promise<string | null> {
  const { idleMs } = bench.options;
  const session = idleMs === null ? null : await far.call(kept === 'noop' ? 'noop' : 'rest', door.tls, door.port);
  if (session === null || idleMs === null) return null;
  const known = await hello(session);
  await rest(session, { name: kept, restMs: idleMs, kept }, keptEveryMs(idleMs));
  session.end();
  return known?.session ?? null;
}

/** Connects to the ports that are always open there: whoever cannot reach them cannot reach high ports at all. */
async function knockOnOpen(bench: Bench, far: FarEnd, door: FarDoor, ports: readonly number[]): Promise<null> {
  const session = await far.call('open', door.tls, door.port);
  if (session === null) return null;
  for (const port of ports.slice(0, 4)) {
    const timeoutMs = Math.min(connectMs, bench.options.timeoutMs);
    const to = { host: session.remote.host, port };
    const opened = await session.network.connect(to, { purpose: 'data', timeoutMs, bind: bench.options.bind });
    if (!opened.ok) continue;
    await opened.value.read(timeoutMs);
    opened.value.close();
  }
  session.end();
  return null;
}

/** Reads the records of the sessions, over the first way in that answers. */
async function readRecords(far: FarEnd, doors: readonly FarDoor[], ids: readonly string[]): Promise<void> {
  for (const [at, door] of doors.entries()) {
    const session = await far.call(`record/${at + 1}`, door.tls, door.port);
    if (session === null) continue;
    const until = session.network.now() + mostReadingMs;
    let answered = true;
    for (const id of ids) answered &&= session.network.now() < until && (await tell(session, id));
    session.end();
    if (answered || session.network.now() >= until) return;
  }
}

/**
 * Runs every mode against a reflector, over several of its control ports, in clear and under TLS, then reads there what
 * arrived of what was sent. Whatever differs, something on the way has done.
 */
export default defineExperiment({
  id: 'reflector',
  title: 'Run every mode against the reflector and compare what was sent with what arrived, in both directions',
  lists: null,
  beside: true,
  wanted: (_, { reflector }) => reflector !== null,
  async run(bench) {
    const { farEnd: far, options } = bench;
    if (far === null) return;
    const named = { port: far.target.port, tls: far.target.tls };
    const first = await far.call('hello', named.tls, named.port);
    if (first === null) return;
    const known = await hello(first);
    const overIpv6 = first.remote.host.includes(':');
    first.end();
    if (known === null) return;
    const tried = options.modes ?? (['PASV', 'EPSV', 'PORT', 'EPRT'] as const);
    const modes = tried.filter((mode) => !overIpv6 || mode === 'EPSV' || mode === 'EPRT');
    const [quiet = named] = doorsToAsk(known, named);
    const errands = [
      ...doorsToCompare(known, named).flatMap((door) => modes.map((mode) => () => compare(bench, far, door, mode))),
      () => callUnannounced(bench, far, quiet),
      () => knockOnOpen(bench, far, quiet, known.open),
      ...(options.idleMs === null
        ? []
        : (['nothing', 'noop'] as const).map((kept) => () => restThere(bench, far, named, kept))),
    ];
    const ids: (string | null)[] = [];
    if (options.serial) for (const errand of errands) ids.push(await errand());
    else ids.push(...(await Promise.all(errands.map((errand) => errand()))));
    await readRecords(
      far,
      doorsToAsk(known, named),
      ids.filter((id) => id !== null),
    );
  },
});
