import { callBack, type Behaviours } from '../hostile-server.js';
import { flood } from '../streams.js';

const argv = ['--modes', 'port,eprt'];

/** What can happen at the port on which the client waits to be called. */
export const callers: Behaviours = {
  'lets a stranger call first': {
    call: (t, port, usual) => {
      callBack(t, port, '127.0.0.66').once('connect', usual).write('I am not the server\r\n');
    },
    argv,
    harmless: true,
  },
  'lets a stranger call first and flood': {
    call: (t, port, usual) => {
      const stranger = callBack(t, port, '127.0.0.66');
      stranger.once('connect', usual);
      flood(stranger, 'x');
    },
    argv,
    harmless: true,
  },
  'lets a hundred strangers call': {
    call: (t, port, usual) => {
      for (let n = 0; n < 100; n++) callBack(t, port, '127.0.0.66');
      usual();
    },
    argv,
    harmless: true,
  },
  'never calls back': { call: () => undefined, argv },
  'calls back and resets': {
    call: (t, port) => {
      const calling = callBack(t, port, '127.0.0.1');
      calling.once('connect', () => calling.resetAndDestroy());
    },
    argv,
  },
};
