import type { Behaviours } from '../hostile-server.js';
import { drip, flood, trickle } from '../streams.js';

const row = '-rw-r--r-- 1 ftp ftp 12 Nov 20 09:15 a.txt\r\n';

/** Data connections that misbehave. */
export const data: Behaviours = {
  'lists without end': {
    fill: (to) => {
      flood(to, row);
    },
    harmless: true,
  },
  'lists one line of 1 GiB': {
    fill: (to) => {
      flood(to, 'x'.repeat(1024), 1 << 30);
    },
    harmless: true,
  },
  'lists in single bytes without end': {
    fill: (to) => {
      trickle(to, row);
    },
    harmless: true,
  },
  'lists one byte every 100 ms': {
    fill: (to) => {
      drip(to, row, 100);
    },
    harmless: true,
  },
  'says 150 and sends nothing': { fill: () => undefined },
  'resets the data connection': {
    fill: (_, socket, { say }) => {
      socket.resetAndDestroy();
      say('426 cut');
    },
  },
  'resets the data connection in the middle': {
    fill: (to, socket) => {
      to.write(row, () => socket.resetAndDestroy());
    },
  },
  'sends data after 226': {
    fill: (to, _, { say }) => {
      say('226 done');
      setTimeout(() => to.end(row), 150);
    },
    harmless: true,
  },
  'closes the control connection and goes on sending data': {
    fill: (to, _, { say, stream }) => {
      say('226 done');
      stream.end();
      flood(to, row);
    },
    harmless: true,
  },
  'resets the control connection and goes on sending data': {
    fill: (to, _, { socket }) => {
      socket.resetAndDestroy();
      flood(to, row);
    },
  },
  'says nothing after the data': {
    fill: (to) => {
      to.end(row);
    },
  },
  'promises a listing without end and floods the control connection': {
    fill: (to, _, { stream }) => {
      to.write(row);
      flood(stream, '150 more\r\n');
    },
  },
};
