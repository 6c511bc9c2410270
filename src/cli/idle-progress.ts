import type { WireEvent } from '../model/transcript.js';

/** A time as minutes and seconds. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** What to say of a part of the check that takes long. */
export interface Watch {
  /** A sentence for the event, where it tells something; `null` for all others. */
  heard(event: WireEvent): string | null;
  /** The time left, for a line that turns; empty where it has not begun or is over. */
  left(): string;
}

/** Watches the idle ladder; `now` is a clock in milliseconds. */
export function watchIdle(idleMs: number | null, now: () => number): Watch {
  let endsAt: number | null = null;
  const left = (): string => {
    if (endsAt === null) return '';
    const ms = endsAt - now();
    // On a server that admits few sessions the rungs follow each other, and nobody knows how many there will be.
    // The last question may take as long as a network wait.
    return ms > -10_000 ? `idle ladder: ${clock(ms)} left` : 'idle ladder: longer than planned, one rung after another';
  };
  return {
    left,
    heard({ experiment, operation, input, purpose, outcome, lane }) {
      if (idleMs === null || experiment !== 'idle-ladder') return null;
      if (endsAt === null) {
        endsAt = now() + idleMs;
        return `Idle ladder: control connections rest for up to ${clock(idleMs)} min; Ctrl-C tells what is known by then.`;
      }
      const rung = /^idle-ladder\/([\d.]+s)/.exec(lane)?.[1];
      if (rung === undefined || purpose !== 'control') return null;
      if (operation === 'write' && input.startsWith('QUIT') && outcome.ok) return `Idle ${rung}: over; ${left()}.`;
      if (operation !== 'read' || outcome.ok || outcome.failure.kind === 'timed-out') return null;
      return `Idle ${rung}: ${outcome.failure.kind}; ${left()}.`;
    },
  };
}
