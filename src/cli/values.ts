import type { PortRange } from '../model/network.js';
import type { Mode } from '../model/target.js';
import { UsageError } from './usage-error.js';

const units: Readonly<Record<string, number>> = { ms: 1, '': 1000, s: 1000, m: 60_000, h: 3_600_000 };

/** `8s`, `500ms`, `2m`, `1h` or seconds as a bare number, in milliseconds. */
export function duration(option: string, text: string): number {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|m|h|)$/.exec(text.trim());
  const ms = Number(match?.[1] ?? Number.NaN) * (units[match?.[2] ?? ''] ?? Number.NaN);
  // Longer than Node's timers can count would fire at once.
  if (match === null || !(ms >= 1) || ms > 2 ** 31 - 1) {
    throw new UsageError(`--${option} "${text}" is not a duration; write for example 8s, 500ms or 2m`);
  }
  return Math.round(ms);
}

/** A port that can be connected to; `where` begins the complaint. */
export function port(where: string, text: string): number {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > 65_535) throw new UsageError(`${where} "${text}" is not a port; ports are 1 to 65535`);
  return value;
}

/** `lo-hi`, or one port. */
export function portRange(option: string, text: string): PortRange {
  const [first = '', last = first, ...rest] = text.split('-');
  const [low, high] = [first, last].map((part) => port(`--${option}`, part.trim()));
  if (low === undefined || high === undefined || rest.length > 0) {
    throw new UsageError(`--${option} "${text}" is not a port range; write for example 50000-50100`);
  }
  if (low > high) throw new UsageError(`--${option} "${text}" runs backwards; write ${high}-${low}`);
  return { low, high };
}

const modeNames: readonly Mode[] = ['PASV', 'EPSV', 'PORT', 'EPRT'];

/** A comma-separated list of modes, in any case; one named twice counts once. */
export function modes(option: string, text: string): Mode[] {
  const words = new Set(text.split(',').map((word) => word.trim().toUpperCase()));
  return [...words].map((word) => {
    const mode = modeNames.find((name) => name === word);
    if (mode === undefined) {
      throw new UsageError(`--${option}: "${word.toLowerCase()}" is not a mode; choose from pasv, epsv, port, eprt`);
    }
    return mode;
  });
}

/** A whole number between two others. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) {
    throw new UsageError(`--${option} "${text}" is not a whole number from ${least} to ${most}`);
  }
  return value;
}
