import type { Endpoint } from '../../model/network.js';
import type { Mode } from '../../model/target.js';
import { parseEprt, parsePort } from '../../protocol/active.js';
import { formatEndpoint } from '../../protocol/address.js';
import { parsePassiveReply } from '../../protocol/passive.js';
import { isTransfer, verbOf } from '../log/pairing.js';
import type { Side } from '../source.js';
import { absence, type Attempt } from './attempt.js';
import type { PacketSheet, When } from './sheet.js';

/** Hears of a port at which a data connection is to come, and when none is any more. */
export interface Announce {
  expect(attempt: Attempt): void;
  forget(attempt: Attempt): void;
}

/** The data connections that a control connection arranges, one after another. */
export interface Arrangements {
  /** Begins the next one with its command. */
  arrange(mode: Mode, text: string, at: When): void;
  /** Takes in that the transfer was asked for. */
  listed(ms: number): void;
  /** Takes in a reply to the command `asked`. */
  reply(asked: string, code: number, lines: readonly string[]): void;
  /** Writes down what came of the present one, once. */
  settle(at: When, ended: 'moved-on' | 'capture-ends'): void;
  readonly current: () => Attempt | null;
  /** The first address that a PORT or EPRT named. */
  readonly named: () => Endpoint | null;
}

/** Arrangements with the server at `peer`; `side` tells where the capture was made. */
export function createArrangements(
  sheet: PacketSheet,
  peer: Endpoint,
  announce: Announce,
  side: () => Side,
): Arrangements {
  let current: Attempt | null = null;
  let named: Endpoint | null = null;

  function settle(at: When, ended: 'moved-on' | 'capture-ends'): void {
    if (current === null || current.settled) return;
    const one = current;
    one.settled = true;
    for (const dial of one.dials) dial.settle(at, ended);
    announce.forget(one);
    if (one.dials.length > 0) return;
    const failure = absence(one, at.ms, side() === 'client');
    if (failure === null) return;
    sheet.put(
      {
        operation: one.passive ? 'connect' : 'accept',
        socket: one.passive ? sheet.socket() : one.socket,
        input: one.passive && one.advertised !== null ? formatEndpoint(one.advertised) : '',
        outcome: { ok: false, failure },
        from: one.passive ? one.listedMs : one.sinceMs,
      },
      at,
    );
  }

  function arrange(mode: Mode, text: string, at: When): void {
    settle(at, 'moved-on');
    const passive = mode === 'PASV' || mode === 'EPSV';
    let socket = 0;
    let advertised: Endpoint | null = null;
    if (!passive) {
      const args = text.slice(verbOf(text).length).trim();
      const parsed = mode === 'PORT' ? parsePort(args) : parseEprt(args);
      if (parsed.ok) {
        advertised = parsed.endpoint;
        named ??= advertised;
        socket = sheet.socket();
        const value = formatEndpoint(advertised);
        sheet.put({ operation: 'listen', socket, input: advertised.host, outcome: { ok: true, value } }, at);
      }
    }
    current = {
      mode,
      passive,
      advertised,
      socket,
      sinceMs: at.ms,
      listedMs: Number.NaN,
      begun: false,
      code: 0,
      dials: [],
      settled: false,
    };
    if (advertised !== null) announce.expect(current);
  }

  function reply(asked: string, code: number, lines: readonly string[]): void {
    if (current === null) return;
    if (verbOf(asked) === current.mode) {
      const parsed =
        current.passive && code < 300 ? parsePassiveReply(current.mode as 'PASV' | 'EPSV', { code, lines }) : null;
      if (parsed?.ok === true) {
        current.advertised = { host: parsed.endpoint.host ?? peer.host, port: parsed.endpoint.port };
        announce.expect(current);
      }
    } else if (isTransfer(asked)) {
      if (code < 200) current.begun = true;
      else current.code = code;
    }
  }

  return {
    arrange,
    reply,
    settle,
    listed(ms) {
      if (current !== null) current.listedMs = ms;
    },
    current: () => current,
    named: () => named,
  };
}
