import type { WireEvent } from '../model/transcript.js';
import { clock, type Watch } from './idle-progress.js';

/** After which parts of the file something is said where nothing turns. */
const quarters = [0.25, 0.5, 0.75];

function size(bytes: number): string {
  return bytes < 10_000 ? `${bytes} bytes` : `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 2 : 0)} MB`;
}

/** How much has come, of how much, and the time left where that can be told. */
export function soFar({
  bytes,
  whole,
  elapsedMs,
  throttleMs,
}: {
  readonly bytes: number;
  readonly whole: number | null;
  readonly elapsedMs: number;
  readonly throttleMs: number | null;
}): string {
  const had = whole === null ? size(bytes) : `${size(bytes)} of ${size(whole)}`;
  // What comes faster than it is read is known in advance; what does not, by how it went so far.
  const byPace = whole === null || bytes === 0 ? null : (elapsedMs / bytes) * Math.max(0, whole - bytes);
  const ms = Math.max(byPace ?? 0, throttleMs === null ? 0 : throttleMs - elapsedMs);
  return byPace === null && throttleMs === null ? had : `${had}, ${clock(ms)} left`;
}

/** Watches the retrieval of a file; `throttleMs` is the time it should last, `now` a clock in milliseconds. */
export function watchTransfer(throttleMs: number | null, now: () => number): Watch {
  let whole: number | null = null;
  let bytes = 0;
  let since: number | null = null;
  let over = false;
  let told = 0;

  const left = (): string =>
    since === null || over ? '' : `transfer: ${soFar({ bytes, whole, elapsedMs: now() - since, throttleMs })}`;

  return {
    left,
    heard({ lane, operation, purpose, input, outcome }: WireEvent) {
      if (lane.split('/', 2).join('/') !== 'long-transfer/plain' || over) return null;
      if (purpose === 'control') {
        const digits = outcome.ok ? /^213 (\d{1,15})\s*$/.exec(outcome.value)?.[1] : undefined;
        if (digits !== undefined && since === null) whole = Number(digits);
        if (operation === 'write' && input.startsWith('RETR ')) {
          since = now();
          const pace = throttleMs === null ? '' : `, slowed down to ${clock(throttleMs)} min`;
          return `Transfer of ${input.slice(5).trim()}: ${whole === null ? 'of unknown size' : size(whole)}${pace}; Ctrl-C tells what is known by then.`;
        }
        return null;
      }
      if (operation !== 'read') return null;
      if (!outcome.ok) {
        if (outcome.failure.kind === 'timed-out') return null;
        over = true;
        if (outcome.failure.kind !== 'closed') return `Transfer: ${outcome.failure.detail} after ${size(bytes)}.`;
        return `Transfer: the data ended after ${size(bytes)}; waiting for the server's last word.`;
      }
      bytes += Number.parseInt(outcome.value, 10);
      const part = whole === null || whole === 0 ? 0 : bytes / whole;
      const next = quarters[told];
      if (next === undefined || part < next) return null;
      told = quarters.filter((quarter) => quarter <= part).length;
      return `T${left().slice(1)}.`;
    },
  };
}
