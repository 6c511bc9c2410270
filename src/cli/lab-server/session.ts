import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Scenario } from '../../lab/scenario.js';
import { simulate } from '../../lab/network.js';
import type { Connection, Network } from '../../model/network.js';
import type { Reply } from '../../model/observations.js';
import { formatEprt, formatPort, parseEprt, parsePort } from '../../protocol/active.js';
import { sameAddress } from '../../protocol/address.js';
import { parsePassiveReply } from '../../protocol/passive.js';
import { createReplyReader } from '../../protocol/reply.js';
import { activeChannel, passiveChannel, type DataChannel } from './data.js';

/** Longest silence of the simulated server that a real client is made to sit through. */
const patienceMs = 120_000;
const longestLine = 4096;

/** The control connection into the simulation, over which a real client is put through. */
interface Line {
  readonly network: Network;
  readonly control: Connection;
  readonly socket: Socket;
}

/** Opens the control connection of a scenario in a world of its own; `null` where the scenario does not let one open. */
export async function enter(scenario: Scenario): Promise<{ network: Network; control: Connection } | null> {
  const { target } = scenario;
  const network = simulate(scenario);
  const found = await network.resolve(target.host, null, patienceMs);
  const [host] = found.ok ? found.value : [];
  if (host === undefined) return null;
  const opened = await network.connect(
    { host, port: target.port },
    { purpose: 'control', timeoutMs: patienceMs, bind: null },
  );
  return opened.ok ? { network, control: opened.value } : null;
}

function plainHost(host: string | undefined): string {
  return (host ?? '127.0.0.1').replace(/^::ffff:/, '');
}

/** The address in a passive reply as the client must see it: the simulated server is here, the simulated client is it. */
function readdressed({ control, socket }: Line, reply: Reply, port: number): string {
  const parsed = parsePassiveReply(reply.code === 227 ? 'PASV' : 'EPSV', reply);
  const host = parsed.ok ? parsed.endpoint.host : null;
  const low = [port >> 8, port & 0xff].join(',');
  const shown =
    host === null
      ? null
      : sameAddress(host, control.remote.host)
        ? plainHost(socket.localAddress)
        : sameAddress(host, control.local.host)
          ? plainHost(socket.remoteAddress)
          : host;
  return reply.lines
    .map((line) =>
      reply.code === 227 && shown !== null
        ? line.replace(/\d+,\d+,\d+,\d+,\d+,\d+/, `${shown.replaceAll('.', ',')},${low}`)
        : line.replace(/\|\d+\|\)/, `|${port}|)`),
    )
    .join('\r\n');
}

/**
 * Puts one real client through to a scenario, command by command. Its waits have the length they have there, and while
 * it rests between two commands (`now` is real time, in milliseconds), as much time passes there.
 */
export async function converse(scenario: Scenario, socket: Socket, now: () => number): Promise<void> {
  const entered = await enter(scenario);
  if (entered === null) {
    socket.destroy();
    return;
  }
  const { network, control } = entered;
  const line: Line = { network, control, socket };
  const gone = new AbortController();
  socket.on('error', () => socket.destroy());
  socket.once('close', () => {
    gone.abort();
  });
  const reader = createReplyReader();
  let channel: DataChannel | null = null;
  socket.once('close', () => {
    channel?.close();
  });

  const setChannel = (next: DataChannel | null): void => {
    channel?.close();
    channel = next;
  };

  /** Time in the simulation costs nothing; here it passes. */
  const inRealTime = async <T>(work: () => Promise<T>): Promise<T> => {
    const before = network.now();
    const result = await work();
    await pause(Math.min(patienceMs, network.now() - before), undefined, { signal: gone.signal });
    return result;
  };

  const passive = async (reply: Reply): Promise<string> => {
    const parsed = parsePassiveReply(reply.code === 227 ? 'PASV' : 'EPSV', reply);
    if (!parsed.ok) return reply.lines.join('\r\n');
    const { port } = parsed.endpoint;
    const at = { host: control.remote.host, port };
    const dialled = await network.connect(at, { purpose: 'data', timeoutMs: 8000, bind: null });
    const opened = await passiveChannel({ host: plainHost(socket.localAddress), port }, dialled);
    setChannel(opened.channel);
    return readdressed(line, reply, opened.port);
  };

  /** Passes on what the server says until its last word on a command; false where it said goodbye. */
  const hear = async (): Promise<boolean> => {
    for (;;) {
      const chunk = await inRealTime(() => control.read(patienceMs));
      if (!chunk.ok) return chunk.failure.kind === 'timed-out';
      for (const item of reader.push(chunk.value)) {
        if (item.kind !== 'reply') {
          socket.write(`${item.text}\r\n`);
          return true;
        }
        const { reply } = item;
        const text = reply.code === 227 || reply.code === 229 ? await passive(reply) : reply.lines.join('\r\n');
        socket.write(`${text}\r\n`);
        if (reply.code < 200) await inRealTime(async () => channel?.pump());
        else return true;
      }
    }
  };

  const translated = async (command: string): Promise<string> => {
    const [, verb = '', args = ''] = /^(PORT|EPRT) (.*)$/i.exec(command) ?? [];
    if (verb === '') return command;
    const extended = verb.toUpperCase() === 'EPRT';
    const parsed = extended ? parseEprt(args) : parsePort(args);
    const host = parsed.ok ? parsed.endpoint.host : null;
    // Nobody is called but the client itself.
    if (!parsed.ok || host === null || !sameAddress(host, plainHost(socket.remoteAddress))) return command;
    const opened = await activeChannel(network, control.local.host, { host, port: parsed.endpoint.port });
    if (opened === null) return command;
    setChannel(opened.channel);
    return extended ? formatEprt(opened.local) : formatPort(opened.local);
  };

  try {
    let open = await hear();
    let restsSince = now();
    let rest = '';
    for await (const chunk of socket) {
      rest += String(chunk);
      for (let end = rest.indexOf('\n'); open && end >= 0; end = rest.indexOf('\n')) {
        const command = rest.slice(0, end).replace(/\r$/, '');
        rest = rest.slice(end + 1);
        await network.pause(now() - restsSince);
        await control.write(new TextEncoder().encode(`${await translated(command)}\r\n`));
        open = await hear();
        restsSince = now();
      }
      if (!open || rest.length > longestLine) break;
    }
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  } finally {
    setChannel(null);
    control.close();
    socket.end();
  }
}
