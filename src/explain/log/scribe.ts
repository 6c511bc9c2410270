import type { Place, Session } from '../source.js';
import { createLedger, type Known } from './ledger.js';
import { createSheet, failed, written, type Moment } from './sheet.js';
import type { Token } from './token.js';
import { sessionOf } from './transcript.js';

/** Beyond these many events of one session nothing more is written down. */
const tooMany = 4000;

/** Writes down one session, token by token. */
export interface Scribe {
  tell(token: Token, place: Place, atMs: number | null): void;
  /** The session as a transcript; `null` when nothing of FTP was in it. */
  finish(place: Place): Session | null;
  /** Whether a command with this verb has no answer yet. */
  awaits(verb: string): boolean;
}

/** A scribe for one control connection. */
export function createScribe(first: Place): Scribe {
  const sheet = createSheet();
  const known: Known = { to: null, local: null, seen: null, name: null, user: null };
  const now: { at: Moment } = { at: { place: first, ms: 0 } };
  const ledger = createLedger(sheet, known, now);
  let base: number | null = null;

  function connect(token: Extract<Token, { kind: 'connect' }>): void {
    known.to ??= token.to;
    known.local ??= token.local ?? null;
    known.seen ??= token.seen ?? null;
    known.name ??= token.name ?? null;
    if (token.open) ledger.begin();
  }

  return {
    tell(token, place, atMs) {
      if (atMs !== null) base ??= atMs;
      now.at = { place, ms: atMs === null || base === null ? now.at.ms : Math.max(now.at.ms, atMs - base) };
      if (sheet.length() > tooMany) return;
      switch (token.kind) {
        case 'connect':
          connect(token);
          break;
        case 'connect-failed':
          known.to ??= token.to;
          if (!ledger.isConnected()) {
            sheet.add('connect', 'control', written(token.to ?? known.to), failed(token.failure), now.at);
          }
          break;
        case 'command':
          ledger.command(token.text);
          break;
        case 'reply':
          ledger.reply(token.text);
          break;
        case 'dial':
          ledger.dial(token.to);
          break;
        case 'dialled':
          ledger.dialled(token.to, token.failure);
          break;
        case 'address-replaced':
          ledger.replaceAddress();
          break;
        case 'accepted':
          ledger.accepted(token.caller, token.failure);
          break;
        case 'secured':
          ledger.secured(token.failure);
          break;
        case 'broken':
          ledger.broken(token.failure);
          break;
        case 'user':
          known.user ??= token.name;
          break;
        case 'end':
        case 'clue':
      }
    },
    awaits: (verb) => ledger.awaits(verb),
    finish(place) {
      now.at = { place, ms: now.at.ms };
      ledger.close();
      return sessionOf(sheet, { ...known, startedMs: base, greeted: ledger.hasSpoken() });
    },
  };
}
