import type { WireEvent } from '../model/transcript.js';
import type { Watch } from './idle-progress.js';
import { soFar } from './transfer-progress.js';

/** Watches a transfer between two servers that takes longer than one wait; `now` is a clock in milliseconds. */
export function watchFxp(now: () => number): Watch {
  let whole: number | null = null;
  let bytes: number | null = null;
  let since = 0;
  let toldMs = 0;
  const left = (): string =>
    bytes === null
      ? ''
      : `from server to server: ${soFar({ bytes, whole, elapsedMs: now() - since, throttleMs: null })}`;
  return {
    left,
    heard({ lane, operation, purpose, input, outcome }: WireEvent) {
      if (purpose !== 'control') return null;
      const text = outcome.ok ? outcome.value : '';
      if (/^from\/.*-passive$/.test(lane)) {
        if (operation === 'write' && input.startsWith('RETR ')) {
          since = now();
          toldMs = 0;
          bytes = whole = null;
        }
        const told = operation === 'read' ? /^1\d\d .*\((\d{1,15}) bytes\)/im.exec(text)?.[1] : undefined;
        if (told !== undefined) whole = Number(told);
      }
      if (!/^to\/.*-passive-watch$/.test(lane)) return null;
      if (operation === 'write' && input.startsWith('QUIT')) bytes = null;
      const size = operation === 'read' ? /^213 (\d{1,15})\s*$/.exec(text)?.[1] : undefined;
      if (size === undefined || Number(size) === 0) return null;
      bytes = Number(size);
      // A transfer of hours is not worth a line each few seconds.
      if (now() - since < 2 * toldMs) return null;
      toldMs = now() - since;
      return `F${left().slice(1)}.`;
    },
  };
}
