import type { Behaviour, Behaviours, Control } from '../hostile-server.js';
import { drip, flood, trickle } from '../streams.js';

const lines = [
  '000 zero',
  '099 small',
  '600 large',
  '999 larger',
  '99999 long',
  '-1 negative',
  '150 soon',
  '200',
  '2',
  '331 again',
];

/** The same answer to everything. */
const answers: Readonly<Record<string, (control: Control) => void>> = {
  ...Object.fromEntries(
    lines.map((line) => [
      line,
      ({ say }: Control): void => {
        say(line);
      },
    ]),
  ),
  '1xx without end': ({ stream }) => {
    flood(stream, '150 soon\r\n');
  },
  'yes and no': ({ say }) => {
    say('230 yes');
    say('530 no');
  },
  'yes without end': ({ stream }) => {
    flood(stream, '230 yes\r\n');
  },
  'one byte a second': ({ stream }) => {
    drip(stream, '331 go on\r\n', 1000);
  },
  'single bytes without end': ({ stream }) => {
    trickle(stream, '211-and\r\n more\r\n');
  },
  '1xx in single bytes without end': ({ stream }) => {
    trickle(stream, '150 soon\r\n');
  },
  'one reply without end': ({ stream }) => {
    flood(stream, '211-and\r\n more\r\n');
  },
};

/** Replies that are none of RFC 959's. */
export const replies: Behaviours = {
  ...Object.fromEntries(
    Object.entries(answers).map(([name, hear]): [string, Behaviour] => [`answers everything with ${name}`, { hear }]),
  ),
  'opens a reply with one code and ends it with another': {
    hear: ({ say }, { verb }, usual) => {
      if (verb === 'FEAT' || verb === 'STAT') {
        say('211-begin');
        say('212 end');
      } else usual();
    },
    harmless: true,
  },
  'sends a listing of 10 MB over the control connection': {
    hear: ({ stream }, { verb }, usual) => {
      if (verb === 'STAT') flood(stream, '213- -rw-r--r-- 1 a b 12 Nov 20 09:15 a.txt\r\n', 10 << 20);
      else usual();
    },
    harmless: true,
  },
  'repeats the password in every reply': {
    hear: ({ say }, { verb, rest }) => {
      say(`530 ${verb} ${rest}`);
    },
  },
  'opens the next reply in the middle of a listing': {
    fill: (data, _socket, { say }) => {
      say('226 done');
      say('226 done');
      say('421 and away');
      data.end('x\r\n');
    },
    harmless: true,
  },
};
