import type { Behaviours } from '../hostile-server.js';
import { drip, every, flood, trickle } from '../streams.js';

const gibibyte = 1 << 30;
/** Bytes that look random and are the same in every run. */
const noise = Uint8Array.from({ length: 4096 }, (_, at) => (Math.imul(at + 1, 2_654_435_761) >>> 13) & 255);

/** What can come before the first command. */
export const greetings: Behaviours = {
  'accepts and says nothing': { greet: () => undefined, hear: () => undefined },
  'closes at once': { greet: ({ stream }) => stream.end() },
  'resets at once': { greet: ({ socket }) => socket.resetAndDestroy() },
  'sends a banner that never ends': {
    greet: ({ say, stream }) => {
      say('220-welcome');
      flood(stream, 'there is more to say\r\n');
    },
  },
  'never ends a multi-line reply': {
    greet: ({ stream }) => {
      flood(stream, '220-still not the last line\r\n');
    },
  },
  'sends a line of 1 GiB': {
    greet: ({ stream }) => {
      flood(stream, '2'.repeat(1024), gibibyte);
    },
  },
  'sends 220 and a line of 1 GiB': {
    greet: ({ stream }) => {
      stream.write('220 ');
      flood(stream, 'x'.repeat(1024), gibibyte);
    },
  },
  'sends one byte a second': {
    greet: ({ stream }) => {
      drip(stream, '220 ready when you are\r\n', 1000);
    },
  },
  'sends one byte every 20 ms and no line end': {
    greet: ({ stream }) => {
      drip(stream, '220-and so on ', 20);
    },
  },
  'sends single bytes without end': {
    greet: ({ stream }) => {
      trickle(stream, 'x');
    },
  },
  'sends a banner that never ends in single bytes': {
    greet: ({ stream }) => {
      trickle(stream, '220-and more\r\n');
    },
  },
  'sends empty lines in single bytes': {
    greet: ({ stream }) => {
      trickle(stream, '\r\n');
    },
  },
  'sends NULs without end': {
    greet: ({ stream }) => {
      flood(stream, '\0');
    },
  },
  'puts NULs into its greeting': {
    greet: ({ stream }) => {
      stream.write('220 \0\0re\0ady\0\r\n');
    },
    harmless: true,
  },
  'ends lines with CR alone': {
    greet: ({ stream }) => {
      stream.write('220 ready\r');
    },
    hear: ({ stream }) => {
      stream.write('200 fine\r');
    },
  },
  'ends lines with LF alone': {
    greet: ({ stream }) => {
      stream.write('220 ready\n');
    },
    harmless: true,
  },
  'sends CR without end': {
    greet: ({ stream }) => {
      flood(stream, '\r');
    },
  },
  'sends empty lines without end': {
    greet: ({ stream }) => {
      flood(stream, '\r\n');
    },
  },
  'sends noise without end': {
    greet: ({ stream }) => {
      flood(stream, noise);
    },
  },
  'negotiates Telnet options without end': {
    greet: ({ stream }) => {
      flood(stream, Uint8Array.of(255, 253, 24, 255, 251, 1));
    },
  },
  'begins a Telnet subnegotiation that never ends': {
    greet: ({ stream }) => {
      stream.write(Uint8Array.of(255, 250, 24));
      flood(stream, 'x');
    },
  },
  'greets without end': {
    greet: ({ stream }) => {
      flood(stream, '220 ready\r\n');
    },
  },
  'answers before it is asked': {
    greet: ({ say }) => {
      for (const line of [
        '220 a',
        '331 b',
        '230 c',
        '215 d',
        '211 e',
        '211 f',
        '227 (127,0,0,1,0,9)',
        '150 g',
        '226 h',
      ])
        say(line);
    },
    hear: () => undefined,
  },
  'answers what nobody asked, all the time': {
    greet: ({ say, stream }) => {
      say('220 ready');
      every(stream, 30, () => '200 by the way');
    },
    harmless: true,
  },
  'changes its mind after the greeting': {
    greet: ({ say }) => {
      say('220 ready');
      say('421 or rather not');
    },
  },
  'speaks HTTP': {
    greet: ({ stream }) => {
      stream.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
    },
  },
  'paints the terminal': {
    greet: ({ say }) => {
      say('220 \u001b[2J\u001b]0;owned\u0007\u202e\u009b31m');
    },
    harmless: true,
  },
};
