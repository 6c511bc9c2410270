import type { Socket } from '../socket.js';
import type { DataChannel } from './data-channel.js';
import type { Agreed, Session } from './session.js';
import type { FtpSetup } from './setup.js';
import { acceptTls, sendLines } from './wire.js';

const sessionNotResumed =
  '522 SSL connection failed; session reuse required: see require_ssl_reuse option in vsftpd.conf man page';

/** A transfer that was asked for. */
export interface Transfer {
  readonly setup: FtpSetup;
  readonly session: Session;
  readonly agreed: Agreed;
  readonly channel: DataChannel;
  readonly lines: readonly string[];
}

/**
 * Sends a listing over the data connection: 150 or 125, the lines, and the last reply. `say` sends a reply line on the
 * control connection, `done` the one that ends it.
 */
export function transfer(asked: Transfer, say: (line: string) => void, done: (line: string) => void): void {
  const { setup, session, agreed, channel, lines } = asked;
  const { announcesEarly, complete, opening } = setup.personality;
  const announce = (): void => {
    const port = agreed.mode === 'active' ? agreed.to.port : agreed.port;
    say(opening({ mode: agreed.mode, port, alreadyOpen: channel.alreadyOpen }));
  };
  const deliver = (data: Socket): void => {
    if (lines.length > 0) sendLines(data, lines);
    data.close();
    done(complete);
  };
  if (announcesEarly) announce();
  channel.open((opened) => {
    if ('say' in opened) {
      done(opened.say);
      return;
    }
    if (!announcesEarly) announce();
    const data = opened.socket;
    if (!session.protectedData) {
      deliver(data);
      return;
    }
    acceptTls(data, 'data', (resumed) => {
      if (resumed === true || (resumed === false && setup.tls !== 'reuse')) {
        deliver(data);
        return;
      }
      data.close();
      done(resumed === null ? '426 Failure reading network stream.' : sessionNotResumed);
    });
  });
}
