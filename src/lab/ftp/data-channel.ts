import type { Endpoint } from '../../model/network.js';
import { formatEndpoint, sameAddress } from '../../protocol/address.js';
import type { Machine } from '../service.js';
import type { Socket } from '../socket.js';
import type { Personality } from './personality.js';

/** What became of a data connection: it is open, or there is something to tell the client instead. */
export type Opened = { readonly socket: Socket } | { readonly say: string };

/** The server's end of one agreed data connection. */
export interface DataChannel {
  readonly alreadyOpen: boolean;
  /** Answers once, when the connection is open or given up. */
  open(done: (opened: Opened) => void): void;
  /** Lets go of everything; nothing is answered after it. */
  close(): void;
}

/** A passive channel, listening from now on; `null` when the port is taken. */
export function passiveChannel(
  machine: Machine,
  { port, peer, personality }: { port: number; peer: Endpoint; personality: Personality },
  complain: (line: string) => void,
): DataChannel | null {
  const arrived: Socket[] = [];
  let wanted: ((opened: Opened) => void) | null = null;
  let callOff: () => void = () => undefined;

  const finish = (opened: Opened): void => {
    callOff();
    const done = wanted;
    wanted = null;
    done?.(opened);
  };
  const consider = (): void => {
    while (wanted !== null) {
      const socket = arrived.shift();
      if (socket === undefined) return;
      if (personality.checksPeerAt === 'never' || sameAddress(socket.remote.host, peer.host)) {
        finish({ socket });
        return;
      }
      socket.close();
      const words = personality.wrongPeer(socket.remote);
      if (words !== null) finish({ say: words });
    }
  };
  const stop = machine.listen(port, (socket) => {
    machine.note(`port ${port}: data connection from ${formatEndpoint(socket.remote)}`);
    if (personality.checksPeerAt === 'arrival' && !sameAddress(socket.remote.host, peer.host)) {
      socket.close();
      complain(personality.wrongPeer(socket.remote) ?? '');
      return;
    }
    arrived.push(socket);
    consider();
  });
  if (stop === null) return null;
  return {
    get alreadyOpen() {
      return arrived.length > 0;
    },
    open(done) {
      wanted = done;
      callOff = machine.clock.after(personality.acceptMs, () => {
        machine.note(`port ${port}: nobody connected within ${personality.acceptMs / 1000} s`);
        finish({ say: personality.nobodyCame });
      });
      consider();
    },
    close() {
      callOff();
      stop();
      wanted = null;
      for (const socket of arrived) socket.close();
    },
  };
}

/** An active channel. It calls back when it is opened, from the port below the control port where the product does. */
export function activeChannel(
  machine: Machine,
  { local, to, personality }: { local: Endpoint; to: Endpoint; personality: Personality },
): DataChannel {
  let socket: Socket | null = null;
  let callOff: () => void = () => undefined;
  const from = personality.callsFrom === 'any port' ? { host: local.host } : { host: local.host, port: local.port - 1 };
  return {
    get alreadyOpen() {
      return socket !== null;
    },
    open(done) {
      if (socket !== null) {
        done({ socket });
        return;
      }
      callOff = machine.dial(from, to, personality.connectMs, (outcome) => {
        if ('socket' in outcome) {
          socket = outcome.socket;
          done({ socket });
          return;
        }
        machine.note(`call to ${formatEndpoint(to)}: ${outcome.error}`);
        done({ say: personality.callFailed(to.port, outcome.error) });
      });
    },
    close() {
      callOff();
      socket?.close();
    },
  };
}
