import type { Endpoint, Failure } from '../../model/network.js';
import { maskSecrets } from '../../protocol/command.js';
import { answeredBy, impliedCommand, isTransfer, verbOf } from './pairing.js';
import { createSecrets } from './secrets.js';
import { answeredSetup, isMode, setupOf, type Setup } from './setup.js';
import { failed, succeeded, written, type Moment, type Sheet } from './sheet.js';

/** Beyond these many events of one session what went well is forgotten again. */
const plenty = 2000;
const longestText = 4096;

/** What becomes known of a session beside its events. */
export interface Known {
  to: Endpoint | null;
  local: Endpoint | null;
  seen: Endpoint | null;
  name: string | null;
  user: string | null;
}

/** Keeps account of one control connection: which command waits for an answer, and what its data connection does. */
export interface Ledger {
  begin(): void;
  command(text: string): void;
  /** One line of a reply. */
  reply(text: string): void;
  secured(failure: Failure | null): void;
  dial(to: Endpoint): void;
  dialled(to: Endpoint | null, failure: Failure | null): void;
  /** The client takes the control peer's address instead of the announced one. */
  replaceAddress(): void;
  accepted(caller: Endpoint | null, failure: Failure | null): void;
  broken(failure: Failure): void;
  awaits(verb: string): boolean;
  /** Nothing follows: what still waits gets no answer. */
  close(): void;
  isConnected(): boolean;
  hasSpoken(): boolean;
}

/** A ledger that writes on a sheet; `now.at` is the line being read, kept up to date by the caller. */
export function createLedger(sheet: Sheet, known: Known, now: { at: Moment }): Ledger {
  const secrets = createSecrets();
  const pending: string[] = [];
  let connected = false;
  let greeted = false;
  let commands = 0;
  let openCode = '';
  let setup: Setup | null = null;
  let dialling: { to: Endpoint | null; at: Moment } | null = null;
  let securing = false;
  let mark = 0;

  /** The first event is the control connection; what is known of it is filled in at the end. */
  function begin(): void {
    if (connected) return;
    connected = true;
    sheet.add('connect', 'control', '', succeeded(''), now.at);
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
    sheet.add('read', 'control', '', failed(failure), now.at);
  }

  function command(text: string): void {
    begin();
    // A reply whose end was left out must not take in those after it.
    if (openCode !== '') line(`${openCode} (the end of this reply is not shown)`);
    openCode = '';
    if (securing) secured(null);
    const verb = verbOf(text);
    commands++;
    if (verb === 'USER') known.user = text.slice(5).trim();
    if (verb === 'PASS') secrets.learn(text.slice(5));
    const arranged = setupOf(text);
    if (arranged !== null) {
      dialling = null;
      mark = sheet.length();
      setup = arranged;
      if (arranged.advertised !== null) known.local ??= { host: arranged.advertised.host, port: 0 };
    } else if (isTransfer(text)) {
      if (setup !== null) setup.begun = true;
    } else if (pending.length === 0 && setup === null) mark = sheet.length();
    pending.push(text);
    sheet.add('write', 'control', `${maskSecrets(secrets.hide(text))}\r\n`, succeeded('null'), now.at);
  }

  function secured(failure: Failure | null): void {
    begin();
    securing = false;
    sheet.add('secure', 'control', '{}', failure === null ? succeeded('{}') : failed(failure), now.at);
  }

  function line(text: string): void {
    sheet.add('read', 'control', '', succeeded(`${secrets.hide(text).slice(0, longestText)}\r\n`), now.at);
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
    if (setup !== null && verb === setup.mode) setup = answeredSetup(setup, code, text, known.to?.host ?? '');
    const over = isTransfer(asked);
    if (sheet.length() > plenty && code < 300 && (over || setup === null || !isMode(verb))) sheet.cut(mark);
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

  /** Whether it can only be the passive data connection that failed: the control connection stood all the while. */
  function isOfData({ kind, detail }: Failure): boolean {
    if (setup?.answered !== true || setup.failed || (setup.mode !== 'PASV' && setup.mode !== 'EPSV')) return false;
    return kind === 'refused' || /data (?:connection|socket|channel)/i.test(detail);
  }

  function broken(failure: Failure): void {
    if (!connected) return;
    if (securing) secured(failure);
    else if (dialling !== null || isOfData(failure)) dialled(null, failure, now.at);
    else if (pending.length > 0) unanswered(failure);
    else if (
      setup?.answered === true &&
      !setup.begun &&
      !setup.failed &&
      (setup.mode === 'PASV' || setup.mode === 'EPSV')
    ) {
      setup.failed = true;
      sheet.add('connect', 'data', '?', failed(failure), now.at);
    }
  }

  return {
    begin,
    command,
    reply,
    secured,
    dial(to) {
      begin();
      dialling = { to, at: now.at };
    },
    dialled(to, failure) {
      begin();
      dialled(to, failure, now.at);
    },
    replaceAddress() {
      if (setup?.advertised == null) return;
      dialling = { to: { host: known.to?.host ?? '', port: setup.advertised.port }, at: now.at };
    },
    accepted(caller, failure) {
      const outcome = failure === null ? succeeded(`? ${written(caller)}`) : failed(failure);
      sheet.add('accept', 'data', '', outcome, now.at);
    },
    broken,
    awaits: (verb) => pending.some((one) => verbOf(one) === verb),
    close() {
      const gone: Failure = { kind: 'unknown', detail: 'the log shows nothing after this' };
      if (dialling !== null) dialled(null, gone, now.at);
      while (pending.length > 0) {
        if (verbOf(pending[0] ?? '') === 'QUIT') pending.shift();
        else unanswered(gone);
      }
    },
    isConnected: () => connected,
    hasSpoken: () => greeted || commands > 0,
  };
}
