import type { Machine } from '../service.js';
import type { Socket } from '../socket.js';
import { activeChannel, passiveChannel, type DataChannel } from './data-channel.js';
import { respond } from './respond.js';
import { newSession, type Action, type Session } from './session.js';
import type { PortSource } from './ports.js';
import type { FtpSetup, Surroundings } from './setup.js';
import { transfer, type Transfer } from './transfer.js';
import { acceptTls, lineReader, sendLines } from './wire.js';

/** A client that says nothing for so long is shown out, whether its words are lost on the way or never spoken. */
const usualIdleMs = 900_000;

/** What a conversation needs from the server it belongs to. */
export interface Desk {
  readonly setup: FtpSetup;
  readonly ports: PortSource;
  readonly machine: Machine;
  /** The conversation is over and all its sockets are closed. */
  readonly left: () => void;
}

/** Serves one control connection from the greeting to its end: one command at a time, as they come. */
export function converse(control: Socket, { setup, ports, machine, left }: Desk): void {
  const { local, remote: peer } = control;
  const { personality } = setup;
  const read = lineReader(control, setup.wholeLines);
  const waiting: string[] = [];
  let session: Session = newSession;
  let channel: DataChannel | null = null;
  let busy = false;
  let working = false;
  let over = false;
  let callOffIdle: () => void = () => undefined;

  const say = (...lines: readonly string[]): void => {
    sendLines(control, lines);
  };
  const forgetData = (): void => {
    channel?.close();
    channel = null;
    if (session.agreed?.mode === 'passive') ports.release(session.agreed.port);
    session = { ...session, agreed: null };
  };
  const around: Surroundings = {
    setup,
    local,
    peer,
    nextPort() {
      // A new request gives up the port of the one before, so that a small range lasts.
      forgetData();
      return ports.next();
    },
  };
  const end = (): void => {
    if (over) return;
    over = true;
    callOffIdle();
    forgetData();
    control.close();
    left();
  };

  function perform([action, ...rest]: readonly Action[]): void {
    if (over) return;
    if (action === undefined) {
      busy = false;
      work();
      return;
    }
    const next = (): void => {
      perform(rest);
    };
    switch (action.do) {
      case 'say':
        say(...action.lines);
        next();
        break;
      case 'end':
        end();
        break;
      case 'start-tls':
        acceptTls(control, `control of ${peer.port}`, () => {
          control.watch(look);
          next();
          look();
        });
        break;
      case 'listen':
        channel = passiveChannel(machine, { port: action.port, peer, personality }, say);
        next();
        break;
      case 'call':
        channel = activeChannel(machine, { local, to: action.to, personality });
        channel.open((opened) => {
          if ('say' in opened) forgetData();
          say('say' in opened ? opened.say : action.accepted);
          next();
        });
        break;
      case 'transfer':
        send({ lines: action.lines }, next);
        break;
      case 'retrieve':
        send({ file: action.file }, next);
    }
  }

  function send(what: Pick<Transfer, 'lines' | 'file'>, next: () => void): void {
    const { agreed } = session;
    if (setup.tls === 'data-required' && !session.protectedData) {
      forgetData();
      say('522 Data connections must be encrypted.');
      next();
      return;
    }
    if (agreed?.mode === 'active' && setup.sourcePortTaken !== undefined) {
      say(setup.sourcePortTaken);
      next();
      return;
    }
    if (agreed?.mode === 'active') channel ??= activeChannel(machine, { local, to: agreed.to, personality });
    if (agreed === null || channel === null) {
      say(personality.noSetup ?? personality.opening({ mode: 'passive', port: 0, alreadyOpen: false }));
      next();
      return;
    }
    transfer({ setup, session, agreed, channel, clock: machine.clock, ...what }, say, (line) => {
      forgetData();
      say(line);
      next();
    });
  }

  function work(): void {
    // A loop, not a recursion: thousands of lines may come in one segment.
    if (working) return;
    working = true;
    while (!busy && !over) {
      const line = waiting.shift();
      if (line === undefined) break;
      busy = true;
      const step = respond(line, session, around);
      if (step.session.agreed !== session.agreed) forgetData();
      session = step.session;
      perform(step.actions);
    }
    working = false;
  }

  function look(): void {
    if (over) return;
    callOffIdle();
    callOffIdle = machine.clock.after(setup.idleMs ?? usualIdleMs, () => {
      // While a command is under way other timers count.
      if (busy) return;
      say('421 Timeout.');
      end();
    });
    waiting.push(...read());
    if (control.over === null) work();
    else end();
  }

  control.watch(look);
  look();
}
