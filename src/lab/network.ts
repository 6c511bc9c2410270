import type { Network } from '../model/network.js';
import { createClock } from './clock.js';
import { createDoor } from './door.js';
import { createStacks, type Listening } from './host.js';
import type { Note } from './middlebox.js';
import type { Side } from './route.js';
import type { Machine } from './service.js';
import type { World } from './world.js';

/** Something that a box or a program of the simulated world did, in its own words. */
export interface JournalEntry {
  readonly atMs: number;
  readonly by: string;
  readonly text: string;
}

/** A simulated network, with what only its maker can know about it. */
export interface SimulatedNetwork extends Network {
  /** What happened where the prober cannot look, in order. */
  readonly journal: readonly JournalEntry[];
  /** Sockets and listeners that one host has not closed; the client's is 0 after a run that cleaned up. */
  leaks(side?: Side): number;
  /** Lets all that is under way come to its end: closes arrive, servers give up waiting. */
  settle(): Promise<void>;
}

/** Builds the network of a scenario. Each call builds a new one, and two of them behave the same. */
export function simulate(scenario: { build(): World }): SimulatedNetwork {
  const world = scenario.build();
  const clock = createClock();
  const journal: JournalEntry[] = [];
  const note =
    (by: string): Note =>
    (text) => {
      journal.push({ atMs: clock.now(), by, text });
    };
  const stacks = createStacks(world, clock, note);
  const machine: Machine = {
    clock,
    note: note('server'),
    listen(port, arrived) {
      const listening: Listening = { host: null, port, arrived };
      if (!stacks.server.listen(listening)) return null;
      return () => {
        stacks.server.stop(listening);
      };
    },
    dial: (from, to, timeoutMs, done) => stacks.server.dial(from, to, timeoutMs, done),
  };
  for (const [port, service] of world.server.services) {
    machine.listen(port, (socket) => {
      service(socket, machine);
    });
  }
  return {
    ...createDoor(world, clock, stacks.client),
    journal,
    leaks: (side = 'client') => stacks[side].open() - (side === 'server' ? world.server.services.size : 0),
    settle: () => clock.settle(),
  };
}
