import { UsageError } from '../cli/usage-error.js';
import type { ProbeOptions } from '../model/target.js';
import type { Module } from './module.js';

/** Where neither the scraper nor the module sets a limit. */
const otherwiseMs = 60_000;
/** What Prometheus needs to receive the answer before it gives up. */
const reserveMs = 500;
const leastMs = 100;

/**
 * How long a probe may take: the scraper's timeout (seconds, as Prometheus sends it in
 * `X-Prometheus-Scrape-Timeout-Seconds`) less half a second, or the module's deadline where that is shorter.
 */
export function deadlineOf(module: Module, header: string | undefined): number {
  if (header === undefined) return module.deadlineMs ?? otherwiseMs;
  const seconds = /^\d{1,6}(\.\d{1,9})?$/.test(header) ? Number(header) : Number.NaN;
  if (!(seconds > 0)) throw new UsageError('X-Prometheus-Scrape-Timeout-Seconds is not a number of seconds');
  const scrapeMs = Math.min(seconds * 1000 - reserveMs, otherwiseMs * 5);
  return Math.max(leastMs, Math.min(scrapeMs, module.deadlineMs ?? Number.POSITIVE_INFINITY));
}

/**
 * The module's options with waits that fit the deadline: a listing may wait once and the follow-up that explains it
 * once more, and then there must be time left to say so. A timeout that the module sets itself stays.
 */
export function fitted({ options, timeoutSet }: Module, deadlineMs: number): ProbeOptions {
  const timeoutMs = timeoutSet ? options.timeoutMs : Math.min(options.timeoutMs, Math.round(deadlineMs / 3));
  return { ...options, timeoutMs };
}
