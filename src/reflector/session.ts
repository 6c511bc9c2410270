import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Endpoint } from '../model/network.js';
import { dataCommands } from './commands/data.js';
import { loginCommands } from './commands/login.js';
import { plainCommands } from './commands/plain.js';
import { siteCommand } from './commands/site.js';
import type { Handlers, Visit } from './commands/visit.js';
import { plainHost } from './data.js';
import { createLineReader, type HeardLine, type LineReader } from './line-reader.js';
import { bounds, type Door } from './settings.js';
import type { World } from './world.js';

const handlers: Handlers = { ...plainCommands, ...loginCommands, ...dataCommands, SITE: siteCommand };
const beforeLogin = [...Object.keys(loginCommands), 'FEAT', 'NOOP', 'QUIT', 'SYST', 'OPTS', 'HELP'];

/** More commands nobody knows than this, and the peer is no FTP client. */
const mostUnknown = 20;

const lingerMs = 1000;

/** A session that stands. */
export interface Standing {
  readonly visit: Visit;
  /** Ends it with a last word. */
  close(text: string, how: string): void;
}

/** The command word; what stands before it, such as Telnet's signals around ABOR, is passed over. */
const verbOf = (line: string): string =>
  (/^[A-Za-z]{1,8}/.exec(line.replace(/^[^A-Za-z]{1,8}/, ''))?.[0] ?? '').toUpperCase();

/**
 * Serves one control connection until it ends. Commands are taken one at a time; while one is under way nothing more is
 * read, so a session never holds more than a segment.
 */
export function serveSession(world: World, door: Door, raw: Socket, onEnd: () => void): Standing {
  const peer: Endpoint = { host: plainHost(raw.remoteAddress), port: raw.remotePort ?? 0 };
  const local: Endpoint = { host: plainHost(raw.localAddress), port: raw.localPort ?? 0 };
  const record = world.records.open(peer, local, door.tls);
  const { limits } = world.settings;
  const began = world.now();
  let socket = raw;
  let heard = 0;
  let unknown = 0;
  let ended = false;
  let reader: LineReader | null = null;

  function end(how: string): void {
    if (ended) return;
    ended = true;
    clearTimeout(timer);
    visit.data?.close();
    const rest = reader?.pending() ?? null;
    if (rest !== null) world.records.heard(record, rest, false);
    if (visit.word !== null) world.admission.logout(peer.host, visit.word);
    world.records.end(record, how);
    // The last word gets a moment to leave, TLS's goodbye included.
    const lingering = setTimeout(() => raw.destroy(), lingerMs);
    raw.once('close', () => {
      clearTimeout(lingering);
    });
    socket.resume();
    socket.end();
    const ms = Math.round(world.now() - began);
    world.log('end', { session: record.id, peer: peer.host, port: local.port, how, ms, heard });
    onEnd();
  }

  function sayUnrecorded(text: string): void {
    if (ended) return;
    socket.write(`${text}\r\n`, 'latin1');
    if (socket.writableLength > bounds.unsent) end('flooded');
  }

  function say(text: string): void {
    if (!ended) world.records.note(record, { kind: 'said', text: text.slice(0, 1024) });
    sayUnrecorded(text);
  }

  const visit: Visit = {
    world,
    peer,
    local,
    record,
    say,
    sayUnrecorded,
    secure: door.tls,
    word: null,
    user: null,
    wrong: 0,
    data: null,
    dials: 0,
    protect: false,
    quit: () => {
      end('closed');
    },
    startTls: () => {
      raw.removeAllListeners('data');
      listenTo(new TLSSocket(raw, { isServer: true, secureContext: world.secureContext }));
    },
  };

  function late(): void {
    say('421 Timeout: nothing was heard for too long.');
    end('timed-out');
  }
  let timer = setTimeout(late, limits.loginMs);

  async function obey(line: HeardLine): Promise<void> {
    const text = line.text.replace(/^[^A-Za-z]{1,8}/, '');
    const verb = verbOf(text);
    const argument = text.slice(verb.length).trim();
    const handler = handlers[verb];
    if (line.overlong) say('500 The line is too long.');
    else if (handler === undefined) {
      say(`${/^[A-Z]+$/.test(verb) ? '502' : '500'} Unknown command.`);
      if (++unknown > mostUnknown) {
        say('421 This is an FTP server.');
        end('garbage');
      }
    } else if (visit.word === null && !beforeLogin.includes(verb)) {
      say('530 Please log in with USER and PASS.');
    } else await handler(visit, argument, verb);
  }

  function listenTo(stream: Socket): void {
    socket = stream;
    const lineReader = createLineReader();
    reader = lineReader;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      end(error.code === 'ECONNRESET' ? 'reset' : 'failed');
    });
    stream.on('close', () => {
      // A stream that was replaced by TLS over it closes with it.
      if (stream === socket) end('closed');
    });
    stream.on('data', (segment: Buffer) => {
      heard += segment.length;
      record.heardMs = world.now();
      if (heard > bounds.heard) {
        say('421 That is more than a session needs.');
        end('flooded');
        return;
      }
      const lines = lineReader.push(segment);
      // A line that is never completed does not keep the session: only complete ones give it time.
      if (lines.length === 0) return;
      stream.pause();
      void (async () => {
        for (const line of lines) {
          if (ended || stream !== socket) break;
          world.records.heard(record, line);
          await obey(line);
        }
        if (ended) return;
        if (visit.word !== null) {
          clearTimeout(timer);
          timer = setTimeout(late, limits.idleMs);
        }
        socket.resume();
      })().catch((error: unknown) => {
        world.log('fault', { session: record.id, detail: String(error) });
        end('fault');
      });
    });
  }

  listenTo(door.tls ? new TLSSocket(raw, { isServer: true, secureContext: world.secureContext }) : raw);
  world.log('begin', { session: record.id, peer: peer.host, peerPort: peer.port, port: local.port, tls: door.tls });
  say(`220 ftpdoctor reflector, session ${record.id}`);
  return {
    visit,
    close(text, how) {
      say(text);
      end(how);
    },
  };
}
