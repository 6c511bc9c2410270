import type { Endpoint, Failure } from '../../model/network.js';
import type { Mode } from '../../model/target.js';
import { parseEprt, parsePort } from '../../protocol/active.js';
import { formatEndpoint } from '../../protocol/address.js';
import { maskSecrets } from '../../protocol/command.js';
import { parsePassiveReply } from '../../protocol/passive.js';
import type { Side } from '../source.js';
import { isTransfer, verbOf } from '../log/pairing.js';
import { createSecrets } from '../log/secrets.js';
import { absence, patienceMs, type Attempt } from './attempt.js';
import type { DataHome } from './data.js';
import { seconds } from './handshake.js';
import type { PacketSheet, When } from './sheet.js';

/** Beyond these many events of one session what went well is forgotten again, and beyond the second all that follows. */
const plenty = 2000;
const tooMany = 4000;
const mostNotes = 40;

/** What the control connection's own packets tell about a command that has no reply. */
export interface SendState {
  readonly unackedBytes: number;
  readonly retransmits: number;
}

/** A fact that packets show and no event holds, with the numbers of the events that it is about. */
export interface Note {
  readonly text: string;
  readonly events: readonly number[];
}

/** The dialogue on one control connection, written down as a live run of the client would have been. */
export interface Conversation extends DataHome {
  /** A command, without its line end. `segments` is the number of packets that it came in. */
  command(text: string, at: When, segments: number): void;
  /** Reply lines that arrived together, without their line ends. */
  replies(lines: readonly string[], at: When): void;
  /** Writes down every command that never got its reply, and every data connection that is open. */
  close(failure: Failure | null, at: When, queue: SendState): void;
  readonly attempt: () => Attempt | null;
  readonly notes: readonly Note[];
  readonly user: () => string | null;
  readonly commands: () => number;
  readonly answered: () => boolean;
  /** The first address that a PORT or EPRT named. */
  readonly named: () => Endpoint | null;
  readonly awaitsTls: () => boolean;
}

interface Pending {
  readonly text: string;
  readonly at: When;
}

/** Hears of a port at which a data connection is to come, and when none is any more. */
export interface Announce {
  expect(attempt: Attempt): void;
  forget(attempt: Attempt): void;
}

const isMode = (verb: string): verb is Mode => ['PASV', 'EPSV', 'PORT', 'EPRT'].includes(verb);

/** A conversation between a client and the server at `peer`. `sides` tells whether the client's own packets are shown. */
export function createConversation(
  sheet: PacketSheet,
  peer: Endpoint,
  greeted: boolean,
  announce: Announce,
  sides: () => Side,
): Conversation {
  const secrets = createSecrets();
  const notes: Note[] = [];
  const pending: Pending[] = greeted ? [{ text: '', at: { number: 0, ms: sheet.base } }] : [];
  let current: Attempt | null = null;
  let user: string | null = null;
  let named: Endpoint | null = null;
  let commands = 0;
  let answered = false;
  let openCode = '';
  let openLines: string[] = [];
  let awaitsTls = false;
  let mark = 0;

  function note(text: string, events: readonly number[]): void {
    if (notes.length < mostNotes && !notes.some((one) => one.text === text)) notes.push({ text, events });
  }

  function settle(at: When, ended: 'moved-on' | 'capture-ends'): void {
    if (current === null || current.settled) return;
    const one = current;
    one.settled = true;
    for (const dial of one.dials) dial.settle(at, ended);
    announce.forget(one);
    if (one.dials.length > 0) return;
    const failure = absence(one, at.ms, sides() === 'client');
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
    mark = sheet.length();
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
    current = { mode, passive, advertised, socket, sinceMs: at.ms, listedMs: Number.NaN, begun: false, code: 0, dials: [], settled: false };
    if (advertised !== null) announce.expect(current);
  }

  function toAttempt(asked: Pending, code: number, lines: readonly string[]): void {
    if (current === null) return;
    if (verbOf(asked.text) === current.mode) {
      const parsed = current.passive && code < 300 ? parsePassiveReply(current.mode as 'PASV' | 'EPSV', { code, lines }) : null;
      if (parsed?.ok === true) {
        current.advertised = { host: parsed.endpoint.host ?? peer.host, port: parsed.endpoint.port };
        announce.expect(current);
      }
    } else if (isTransfer(asked.text)) {
      if (code < 200) current.begun = true;
      else current.code = code;
    }
  }

  function complete(code: number, lines: readonly string[], at: When): void {
    answered = true;
    const asked = pending[0];
    if (asked === undefined) return;
    const verb = verbOf(asked.text);
    toAttempt(asked, code, lines);
    if (code < 200) return;
    pending.shift();
    if (verb === 'AUTH' && code === 234) awaitsTls = true;
    const over = isTransfer(asked.text);
    if (over && code >= 400) settle(at, 'moved-on');
    if (sheet.length() > plenty && code < 300 && over) {
      settle(at, 'moved-on');
      sheet.cut(mark);
    }
  }

  return {
    put: (entry, at) => (sheet.length() > tooMany ? sheet.length() : sheet.put(entry, at)),
    note,
    socket: () => sheet.socket(),
    command(text, at, segments) {
      if (sheet.length() > tooMany) return;
      const verb = verbOf(text);
      commands++;
      if (verb === 'USER') user = text.slice(5).trim();
      if (verb === 'PASS') secrets.learn(text.slice(5));
      // A greeting that the capture missed is not waited for.
      if (pending[0]?.text === '' && pending[0].at.number === 0 && commands > 1) pending.shift();
      if (isMode(verb)) arrange(verb, text, at);
      if (isTransfer(text) && current !== null) current.listedMs = at.ms;
      pending.push({ text, at });
      const shown = maskSecrets(secrets.hide(text));
      const seq = sheet.put({ operation: 'write', socket: 1, input: `${shown}\r\n`, outcome: { ok: true, value: '' } }, at);
      if (segments > 1) note(`${verb} came in ${segments} segments; an ALG that looks at one packet at a time cannot read it.`, [seq]);
    },
    replies(lines, at) {
      if (sheet.length() > tooMany) return;
      const from = pending[0]?.at.ms ?? at.ms;
      const begins: { code: number; lines: string[] }[] = [];
      for (const line of lines) {
        if (openCode === '') {
          if (!/^[1-6]\d\d(?:[ -]|$)/.test(line)) continue;
          openLines = [line];
          if (line[3] === '-') openCode = line.slice(0, 3);
        } else if (openLines.length < 200) openLines.push(line);
        if (openCode !== '' && !(line.startsWith(openCode) && (line.length === 3 || line[3] === ' '))) continue;
        begins.push({ code: Number(line.slice(0, 3)), lines: openLines });
        openCode = '';
      }
      // A refusal comes after what it is about: the connect that failed, but before the listener that is closed for it.
      const refuses = begins.some(({ code }) => code >= 400);
      const asked = pending[0]?.text ?? '';
      if (refuses && current?.passive === true && isTransfer(asked)) settle(at, 'moved-on');
      const value = lines.map((line) => `${secrets.hide(line)}\r\n`).join('');
      sheet.put({ operation: 'read', socket: 1, outcome: { ok: true, value }, from }, at);
      for (const { code, lines: whole } of begins) complete(code, whole, at);
    },
    close(failure, at, queue) {
      // What waits for a data connection waits for it alone.
      const waiting = pending.filter(({ text }) => !/^QUIT\b/i.test(text));
      for (const { text, at: asked } of waiting) {
        const waited = at.ms - asked.ms;
        const held = text === '' ? { unackedBytes: 0, retransmits: 0 } : queue;
        const experiment = current === null ? 'gate' : experiments[current.mode];
        sheet.put({ operation: 'send-queue', socket: 1, outcome: { ok: true, value: JSON.stringify(held) }, experiment }, at);
        const state = held.unackedBytes > 0 ? `, and nobody acknowledged the command (sent ${held.retransmits + 1} times)` : '';
        const silent: Failure =
          waited >= patienceMs
            ? { kind: 'timed-out', detail: `no reply in ${seconds(waited)}${state}` }
            : { kind: 'unknown', detail: `the capture ends ${seconds(waited)} later` };
        settle(at, 'capture-ends');
        sheet.put({ operation: 'read', socket: 1, outcome: { ok: false, failure: failure ?? silent }, from: asked.ms }, at);
      }
      settle(at, 'capture-ends');
      announceOver();
    },
    attempt: () => current,
    notes,
    user: () => user,
    commands: () => commands,
    answered: () => answered,
    named: () => named,
    awaitsTls: () => awaitsTls,
  };

  function announceOver(): void {
    if (current !== null) announce.forget(current);
  }
}

const experiments: Readonly<Record<Mode, string>> = {
  PASV: 'passive-pasv',
  EPSV: 'passive-epsv',
  PORT: 'active-port',
  EPRT: 'active-eprt',
};
