import type { Endpoint, Failure } from '../../model/network.js';
import type { Mode } from '../../model/target.js';
import { maskSecrets } from '../../protocol/command.js';
import type { Session, Side } from '../source.js';
import { answeredBy, isTransfer, verbOf } from '../log/pairing.js';
import { createSecrets } from '../log/secrets.js';
import { createArrangements, type Announce } from './arrangements.js';
import { patienceMs } from './attempt.js';
import type { DataHome } from './data.js';
import { seconds } from './handshake.js';
import { createReplyGroups } from './reply-groups.js';
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
  /** No greeting will come that could be read: TLS is spoken. */
  dropGreeting(): void;
  /** Part of the dialogue is missing from the capture: from here on a reply may not be that of the oldest command. */
  skip(): void;
  /** Writes down every command that never got its reply, and every data connection that is open. */
  close(failure: Failure | null, at: When, queue: SendState): void;
  readonly notes: readonly Note[];
  readonly losses: NonNullable<Session['losses']>;
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

const isMode = (verb: string): verb is Mode => ['PASV', 'EPSV', 'PORT', 'EPRT'].includes(verb);

/** A conversation between a client and the server at `peer`. `side` tells where the capture was made. */
export function createConversation(
  sheet: PacketSheet,
  peer: Endpoint,
  greeted: boolean,
  announce: Announce,
  side: () => Side,
): Conversation {
  const secrets = createSecrets();
  const notes: Note[] = [];
  const losses: NonNullable<Session['losses']>[number][] = [];
  const pending: Pending[] = greeted ? [{ text: '', at: { number: 0, ms: sheet.base } }] : [];
  let user: string | null = null;
  let commands = 0;
  let answered = false;
  const group = createReplyGroups();
  const arrangements = createArrangements(sheet, peer, announce, side);
  const settle = (at: When, ended: 'moved-on' | 'capture-ends'): void => {
    arrangements.settle(at, ended);
  };
  let awaitsTls = false;
  let mark = 0;
  let lossy = false;

  function note(text: string, events: readonly number[]): void {
    if (notes.length < mostNotes && !notes.some((one) => one.text === text)) notes.push({ text, events });
  }

  /** After a loss: gives up the commands before the one that this reply fits. */
  function skipTo(code: number, at: When): void {
    const greets = code === 220 || code === 120 || code >= 400;
    const from = pending[0]?.text === '' && !greets && pending.length > 1 ? 1 : 0;
    const index =
      from +
      answeredBy(
        pending.slice(from).map(({ text }) => text),
        code,
      );
    for (const { at: asked } of pending.splice(0, index)) {
      const failure: Failure = { kind: 'unknown', detail: 'its reply is missing from the capture' };
      sheet.put({ operation: 'read', socket: 1, outcome: { ok: false, failure }, from: asked.ms }, at);
    }
  }

  function complete(code: number, lines: readonly string[], at: When): void {
    answered = true;
    const asked = pending[0];
    if (asked === undefined) return;
    const verb = verbOf(asked.text);
    arrangements.reply(asked.text, code, lines);
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

  function say(text: string, at: When, segments: number): void {
    if (sheet.length() > tooMany) return;
    const verb = verbOf(text);
    commands++;
    if (verb === 'USER' && text.length > 5) user = text.slice(5).trim();
    if (verb === 'PASS') secrets.learn(text.slice(5));
    // A greeting that the capture missed is not waited for.
    if (pending[0]?.text === '' && pending[0].at.number === 0 && commands > 1) pending.shift();
    if (isMode(verb)) {
      settle(at, 'moved-on');
      mark = sheet.length();
      arrangements.arrange(verb, text, at);
    }
    if (isTransfer(text)) arrangements.listed(at.ms);
    pending.push({ text, at });
    const shown = maskSecrets(secrets.hide(text));
    const seq = sheet.put(
      { operation: 'write', socket: 1, input: `${shown}\r\n`, outcome: { ok: true, value: '' } },
      at,
    );
    if (segments > 1)
      note(`${verb} came in ${segments} segments; an ALG that looks at one packet at a time cannot read it.`, [seq]);
  }

  return {
    put: (entry, at) => (sheet.length() > tooMany ? sheet.length() : sheet.put(entry, at)),
    note,
    socket: () => sheet.socket(),
    command: say,
    replies(lines, at) {
      if (sheet.length() > tooMany) return;
      const begins = group(lines);
      // A refusal comes after what it is about: the connect that failed, but before the listener that is closed for it.
      const refuses = begins.some(({ code }) => code >= 400);
      const [{ code: firstCode } = { code: 0 }] = begins;
      if (commands === 0 && pending.length === 0 && (firstCode === 227 || firstCode === 229)) {
        note('The capture begins after the command that this reply answers.', []);
        say(firstCode === 227 ? 'PASV' : 'EPSV', at, 1);
      }
      if (lossy && begins[0] !== undefined) skipTo(begins[0].code, at);
      const from = pending[0]?.at.ms ?? at.ms;
      const asked = pending[0]?.text ?? '';
      if (refuses && arrangements.current()?.passive === true && isTransfer(asked)) settle(at, 'moved-on');
      const value = lines.map((line) => `${secrets.hide(line)}\r\n`).join('');
      sheet.put({ operation: 'read', socket: 1, outcome: { ok: true, value }, from }, at);
      for (const { code, lines: whole } of begins) complete(code, whole, at);
    },
    dropGreeting() {
      if (pending[0]?.text === '') pending.shift();
    },
    skip() {
      lossy = true;
    },
    lose(loss) {
      if (losses.length < mostNotes) losses.push(loss);
    },
    close(failure, at, queue) {
      // What waits for a data connection waits for it alone.
      const waiting = pending.filter(({ text }) => !/^QUIT\b/i.test(text));
      for (const { text, at: asked } of waiting) {
        const waited = at.ms - asked.ms;
        const held = text === '' ? { unackedBytes: 0, retransmits: 0 } : queue;
        const mode = arrangements.current()?.mode;
        const experiment = mode === undefined ? 'gate' : experiments[mode];
        sheet.put(
          { operation: 'send-queue', socket: 1, outcome: { ok: true, value: JSON.stringify(held) }, experiment },
          at,
        );
        const state =
          held.unackedBytes > 0 ? `, and nobody acknowledged the command (sent ${held.retransmits + 1} times)` : '';
        const silent: Failure =
          waited >= patienceMs
            ? { kind: 'timed-out', detail: `no reply in ${seconds(waited)}${state}` }
            : { kind: 'unknown', detail: `the capture ends ${seconds(waited)} later` };
        settle(at, 'capture-ends');
        sheet.put(
          { operation: 'read', socket: 1, outcome: { ok: false, failure: failure ?? silent }, from: asked.ms },
          at,
        );
      }
      settle(at, 'capture-ends');
    },
    notes,
    losses,
    user: () => user,
    commands: () => commands,
    answered: () => answered,
    named: arrangements.named,
    awaitsTls: () => awaitsTls,
  };
}

const experiments: Readonly<Record<Mode, string>> = {
  PASV: 'passive-pasv',
  EPSV: 'passive-epsv',
  PORT: 'active-port',
  EPRT: 'active-eprt',
};
