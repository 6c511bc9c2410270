import type { IncomingMessage } from 'node:http';
import { sanitise } from '../formats/sanitise.js';
import type { Refusal } from './statistics.js';

/** An answer of the exporter, not yet sent. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** Why there is no probe, for the statistics. */
  readonly refusal?: Refusal;
}

/** Headers of a text for people. */
export const plain = { 'Content-Type': 'text/plain; charset=utf-8' };
/** Headers of metrics in the text exposition format. */
export const metricsType = { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' };

/** One line of text with a status, and for refusals their reason. */
export function say(status: number, body: string, refusal?: Refusal): Answer {
  return { status, headers: plain, body: `${sanitise(body, 1000)}\n`, ...(refusal === undefined ? {} : { refusal }) };
}

/** The only value of a parameter; `null` where it is missing, repeated or empty. */
export function only(query: URLSearchParams, name: string): string | null {
  const [value, ...more] = query.getAll(name);
  return value === undefined || value === '' || more.length > 0 ? null : value;
}

/** One header of a request; the first where it was sent several times. */
export function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
