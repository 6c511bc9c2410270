/** Virtual time for a simulated network: waiting costs nothing, and the same run gives the same times. */
export interface Clock {
  /** Virtual milliseconds since the clock was made. */
  now(): number;
  /** Runs `run` once, `ms` from now; the answer calls it off. Events at the same moment run in the order they were set. */
  after(ms: number, run: () => void): () => void;
  /** Waits in virtual time. */
  pause(ms: number): Promise<void>;
  /**
   * What `start` answers, or `late()` once `ms` have passed without an answer. Time moves only while somebody waits here,
   * so a caller that is busy elsewhere finds the world as it left it.
   */
  within<T>(ms: number, start: (answer: (value: T) => void) => void, late: () => T): Promise<T>;
  /** Runs everything that is still to come, as if somebody waited long enough. */
  settle(): Promise<void>;
}

interface Appointment {
  readonly at: number;
  readonly run: () => void;
  /** It has run or was called off. */
  over: boolean;
}

/**
 * A discrete-event clock. Events run one at a time, and every promise that an event settles has had its turn (one
 * `setImmediate`, by when the microtasks are done) before virtual time moves on.
 */
export function createClock(): Clock {
  /** Latest first, so that the next one is at the end. */
  const agenda: Appointment[] = [];
  let time = 0;
  let waiting = 0;
  let running = false;

  function step(): void {
    const next = waiting > 0 ? agenda.pop() : undefined;
    if (next === undefined) {
      running = false;
      return;
    }
    time = next.at;
    next.over = true;
    next.run();
    setImmediate(step);
  }

  function wake(): void {
    if (running) return;
    running = true;
    setImmediate(step);
  }

  function after(ms: number, run: () => void): () => void {
    const appointment: Appointment = { at: time + Math.max(0, ms), run, over: false };
    let low = 0;
    let high = agenda.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((agenda[middle]?.at ?? 0) > appointment.at) low = middle + 1;
      else high = middle;
    }
    agenda.splice(low, 0, appointment);
    wake();
    return () => {
      if (appointment.over) return;
      appointment.over = true;
      // It leaves at once: settling must not wait for a timer that nobody needs.
      agenda.splice(agenda.indexOf(appointment), 1);
    };
  }

  function within<T>(ms: number, start: (answer: (value: T) => void) => void, late: () => T): Promise<T> {
    return new Promise((resolve) => {
      let open = true;
      const answer = (value: T): void => {
        if (!open) return;
        open = false;
        waiting--;
        callOff();
        resolve(value);
      };
      const callOff = after(ms, () => {
        answer(late());
      });
      waiting++;
      start(answer);
    });
  }

  return {
    now: () => time,
    after,
    within,
    pause: (ms) =>
      within<undefined>(
        ms,
        () => undefined,
        () => undefined,
      ),
    async settle() {
      waiting++;
      do {
        wake();
        await new Promise((resolve) => setImmediate(resolve));
      } while (agenda.length > 0);
      waiting--;
    },
  };
}
