import type { Endpoint, Failure } from '../../model/network.js';
import type { Mode } from '../../model/target.js';
import { parseEprt, parsePort } from '../../protocol/active.js';
import { maskSecrets } from '../../protocol/command.js';
import { parsePassiveReply } from '../../protocol/passive.js';
import type { Place, Session } from '../source.js';
import { createSecrets } from './secrets.js';
import { answeredBy, impliedCommand, isTransfer, verbOf } from './pairing.js';
import { createSheet, failed, succeeded, written, type Moment } from './sheet.js';
import type { Token } from './token.js';
import { sessionOf } from './transcript.js';

/** Beyond these many events of one session what went well is forgotten again, and beyond the second all that follows. */
const plenty = 2000;
const tooMany = 4000;
const longestText = 4096;

/** Writes down one session, token by token. */
export interface Scribe {
  tell(token: Token, place: Place, atMs: number | null): void;
  /** The session as a transcript; `null` when nothing of FTP was in it. */
  finish(place: Place): Session | null;
  /** Whether a command without an answer would take this reply. */
  awaits(verb: string): boolean;
}

interface Setup {
  readonly mode: Mode;
  readonly advertised: Endpoint | null;
  answered: boolean;
  begun: boolean;
  /** A failure of the data connection is written down; what is said of it afterwards says it again. */
  failed: boolean;
}

const modes: readonly string[] = ['PASV', 'EPSV', 'PORT', 'EPRT'];
const isMode = (verb: string): verb is Mode => modes.includes(verb);

/** A scribe for one control connection. */
export function createScribe(first: Place): Scribe {
  const sheet = createSheet();
  const secrets = createSecrets();
  const pending: string[] = [];
  const known: { to: Endpoint | null; local: Endpoint | null; seen: Endpoint | null; name: string | null } = {
    to: null,
    local: null,
    seen: null,
    name: null,
  };
  let user: string | null = null;
  let connected = false;
  let greeted = false;
  let commands = 0;
  let openCode = '';
  let setup: Setup | null = null;
  let dialling: { to: Endpoint | null; at: Moment } | null = null;
  let securing = false;
  let mark = 0;
  let base: number | null = null;
  let at: Moment = { place: first, ms: 0 };

  /** The first event is the control connection; what is known of it is filled in at the end. */
  function begin(): void {
    if (connected) return;
    connected = true;
    sheet.add('connect', 'control', '', succeeded(''), at);
  }

  function dialled(to: Endpoint | null, failure: Failure | null, when: Moment): void {
    const target = to ?? dialling?.to ?? setup?.advertised ?? null;
    dialling = null;
    if (setup !== null && failure !== null) setup.failed = true;
    sheet.add(
      'connect',
      'data',
      written(target),
      failure === null ? succeeded(`? ${written(target)}`) : failed(failure),
      when,
    );
  }

  function settle(): void {
    if (dialling !== null) dialled(dialling.to, null, dialling.at);
  }

  function unanswered(failure: Failure): void {
    pending.shift();
    sheet.add('read', 'control', '', failed(failure), at);
  }

  function command(text: string): void {
    begin();
    if (securing) secured(null);
    const verb = verbOf(text);
    commands++;
    if (verb === 'USER') user = text.slice(5).trim();
    if (verb === 'PASS') secrets.learn(text.slice(5));
    if (isMode(verb)) {
      dialling = null;
      mark = sheet.length();
      const args = text.slice(verb.length).trim();
      const parsed = verb === 'PORT' ? parsePort(args) : verb === 'EPRT' ? parseEprt(args) : null;
      const announced = parsed?.ok === true ? parsed.endpoint : null;
      setup = { mode: verb, advertised: announced, answered: false, begun: false, failed: false };
      if (announced !== null) known.local ??= { host: announced.host, port: 0 };
    } else if (isTransfer(text)) {
      if (setup !== null) setup.begun = true;
    } else if (pending.length === 0 && setup === null) mark = sheet.length();
    pending.push(text);
    sheet.add('write', 'control', `${maskSecrets(secrets.hide(text))}\r\n`, succeeded('null'), at);
  }

  function secured(failure: Failure | null): void {
    begin();
    securing = false;
    sheet.add('secure', 'control', '{}', failure === null ? succeeded('{}') : failed(failure), at);
  }

  function line(text: string): void {
    sheet.add('read', 'control', '', succeeded(`${secrets.hide(text).slice(0, longestText)}\r\n`), at);
  }

  function answered(code: number, text: string): void {
    if (pending.length === 0) {
      const implied = commands === 0 || !greeted ? impliedCommand(code, text) : null;
      const greeting = !greeted && commands === 0 && [120, 220, 421, 530].includes(code);
      if (implied !== null && !greeting) {
        command(implied);
        commands = 0;
      } else if (!greeting && !greeted) return;
      greeted ||= greeting;
    }
    const index = answeredBy(pending, code);
    for (let skipped = 0; skipped < index; skipped++) unanswered({ kind: 'unknown', detail: 'no reply is shown' });
    const asked = pending[0] ?? '';
    line(text);
    if (isTransfer(asked) && code < 300) settle();
    if (code < 200) return;
    pending.shift();
    const verb = verbOf(asked);
    if (verb === 'AUTH' && (code === 234 || code === 334)) securing = true;
    if (setup !== null && verb === setup.mode) {
      setup.answered = code < 300;
      if (setup.mode === 'PASV' || setup.mode === 'EPSV') {
        const parsed = code < 300 ? parsePassiveReply(setup.mode, { code, lines: [text] }) : null;
        if (parsed?.ok === true) {
          const { host, port } = parsed.endpoint;
          setup = { ...setup, advertised: { host: host ?? known.to?.host ?? '', port } };
        }
      }
    }
    const over = isTransfer(asked);
    if (sheet.length() > plenty && code < 300 && (over || setup === null || !modes.includes(verb))) sheet.cut(mark);
    if (over) setup = null;
    if (setup === null) mark = sheet.length();
  }

  function reply(text: string): void {
    begin();
    if (openCode !== '') {
      line(text);
      const last = text.startsWith(openCode) && (text.length === 3 || text[3] === ' ');
      if (!last) return;
      // The pieces before it are on the sheet already; only the pairing is left to do.
      openCode = '';
      return;
    }
    answered(Number(text.slice(0, 3)), text);
    if (text[3] === '-') openCode = text.slice(0, 3);
  }

  function broken(failure: Failure): void {
    if (!connected) return;
    if (securing) secured(failure);
    else if (dialling !== null) dialled(null, failure, at);
    else if (pending.length > 0) unanswered(failure);
    else if (
      setup?.answered === true &&
      !setup.begun &&
      !setup.failed &&
      (setup.mode === 'PASV' || setup.mode === 'EPSV')
    ) {
      setup.failed = true;
      sheet.add('connect', 'data', '?', failed(failure), at);
    }
  }

  return {
    tell(token, place, atMs) {
      if (atMs !== null) base ??= atMs;
      at = { place, ms: atMs === null || base === null ? at.ms : Math.max(at.ms, atMs - base) };
      if (sheet.length() > tooMany) return;
      switch (token.kind) {
        case 'connect':
          known.to ??= token.to;
          known.local ??= token.local ?? null;
          known.seen ??= token.seen ?? null;
          known.name ??= token.name ?? null;
          if (token.open) begin();
          break;
        case 'connect-failed':
          known.to ??= token.to;
          if (!connected) sheet.add('connect', 'control', written(token.to ?? known.to), failed(token.failure), at);
          break;
        case 'command':
          command(token.text);
          break;
        case 'reply':
          reply(token.text);
          break;
        case 'dial':
          begin();
          dialling = { to: token.to, at };
          break;
        case 'dialled':
          begin();
          dialled(token.to, token.failure, at);
          break;
        case 'address-replaced':
          if (setup?.advertised != null) {
            dialling = { to: { host: known.to?.host ?? '', port: setup.advertised.port }, at };
          }
          break;
        case 'accepted': {
          const outcome = token.failure === null ? succeeded(`? ${written(token.caller)}`) : failed(token.failure);
          sheet.add('accept', 'data', '', outcome, at);
          break;
        }
        case 'secured':
          secured(token.failure);
          break;
        case 'broken':
          broken(token.failure);
          break;
        case 'user':
          user ??= token.name;
          break;
        case 'end':
        case 'clue':
      }
    },
    awaits: (verb) => pending.some((command) => verbOf(command) === verb),
    finish(place) {
      at = { place, ms: at.ms };
      const gone: Failure = { kind: 'unknown', detail: 'the log shows nothing after this' };
      if (dialling !== null) dialled(null, gone, at);
      while (pending.length > 0) {
        if (verbOf(pending[0] ?? '') === 'QUIT') pending.shift();
        else unanswered(gone);
      }
      return sessionOf(sheet, { ...known, user, startedMs: base, greeted: greeted || commands > 0 });
    },
  };
}
