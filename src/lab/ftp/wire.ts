import { decodeText } from '../../protocol/text.js';
import type { Socket } from '../socket.js';

/** A line longer than this is not a command; the rest of it is thrown away. */
const longestLine = 4096;

const encoder = new TextEncoder();

/** Sends lines with their ends, as one segment. */
export function sendLines(socket: Socket, lines: readonly string[]): void {
  socket.send(encoder.encode(lines.map((line) => `${line}\r\n`).join('')));
}

/** Takes complete lines from a socket, however they are cut; with `whole` none that comes in pieces, nor any after it. */
export function lineReader(socket: Socket, whole = false): () => string[] {
  let unfinished = '';
  return () => {
    const bytes = socket.take();
    if (bytes === null || (whole && unfinished !== '')) return [];
    const lines = (unfinished + decodeText(bytes)).split('\n');
    unfinished = (lines.pop() ?? '').slice(0, longestLine);
    return lines.map((line) => line.replace(/\r$/, '').slice(0, longestLine));
  };
}

/** Waits for the client's TLS offer and accepts it. `then` learns whether the session was resumed, `null` if it left. */
export function acceptTls(socket: Socket, name: string, then: (resumed: boolean | null) => void): void {
  const look = (): void => {
    if (socket.hello === null && socket.over === null) return;
    socket.watch(() => undefined);
    if (socket.hello === null) {
      then(null);
      return;
    }
    const { resume } = socket.hello;
    socket.answerTls({ session: resume ?? name, resumed: resume !== null });
    then(resume !== null);
  };
  socket.watch(look);
  look();
}
