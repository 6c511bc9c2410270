import type { Clock } from '../clock.js';
import type { Socket } from '../socket.js';
import type { DataChannel } from './data-channel.js';
import type { Agreed, Session } from './session.js';
import type { FtpSetup, LabFile } from './setup.js';
import { acceptTls, sendLines } from './wire.js';

const sessionNotResumed =
  '522 SSL connection failed; session reuse required: see require_ssl_reuse option in vsftpd.conf man page';

/** A transfer that was asked for. */
export interface Transfer {
  readonly setup: FtpSetup;
  readonly session: Session;
  readonly agreed: Agreed;
  readonly channel: DataChannel;
  readonly clock: Clock;
  /** A listing, or a file. */
  readonly lines?: readonly string[];
  readonly file?: LabFile;
}

/** In so many pieces a file comes, however large it is. */
const pieces = 20;

/** Sends a file over the open data connection, and answers whether it was all. */
function sendFile(
  data: Socket,
  { bytes, takesMs, breaksAt = bytes }: LabFile,
  clock: Clock,
  then: (whole: boolean) => void,
): void {
  const most = Math.ceil(bytes / pieces);
  const go = (sent: number): void => {
    const size = Math.min(most, breaksAt - sent);
    if (size <= 0 || data.over !== null) {
      then(sent === bytes);
      return;
    }
    data.send(new Uint8Array(size));
    clock.after(takesMs / pieces, () => {
      go(sent + size);
    });
  };
  go(0);
}

/**
 * Sends a listing or a file over the data connection: 150 or 125, the data, and the last reply. `say` sends a reply line on the
 * control connection, `done` the one that ends it.
 */
export function transfer(asked: Transfer, say: (line: string) => void, done: (line: string) => void): void {
  const { setup, session, agreed, channel, clock, lines = [], file } = asked;
  const { announcesEarly, complete, opening } = setup.personality;
  const announce = (): void => {
    const port = agreed.mode === 'active' ? agreed.to.port : agreed.port;
    say(opening({ mode: agreed.mode, port, alreadyOpen: channel.alreadyOpen }));
  };
  const deliver = (data: Socket): void => {
    const finish = (whole: boolean): void => {
      data.close();
      done(whole ? complete : '426 Failure writing network stream.');
    };
    if (lines.length > 0) sendLines(data, lines);
    if (file === undefined) finish(true);
    else sendFile(data, file, clock, finish);
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
