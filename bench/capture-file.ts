import { open } from 'node:fs/promises';

const ftpShare = 0.01;

/** Frames put one after another into a buffer that is written when it is full. */
interface Writer {
  tcp(from: string, to: string, seq: number, ack: number, flags: number, payload: Uint8Array): void;
  readonly size: () => number;
  readonly packets: () => number;
  flush(): Promise<void>;
}

const address = (text: string): number[] => text.split(':')[0]?.split('.').map(Number) ?? [];
const port = (text: string): number => Number(text.split(':')[1]);

function createWriter(write: (bytes: Uint8Array) => Promise<unknown>): Writer {
  const buffer = Buffer.alloc(8 << 20);
  let at = 0;
  let total = 0;
  let count = 0;
  let micros = 0;
  return {
    tcp(from, to, seq, ack, flags, payload) {
      const length = 54 + payload.length;
      micros += 7;
      buffer.writeUInt32LE(1_700_000_000 + Math.floor(micros / 1e6), at);
      buffer.writeUInt32LE(micros % 1e6, at + 4);
      buffer.writeUInt32LE(length, at + 8);
      buffer.writeUInt32LE(length, at + 12);
      const frame = at + 16;
      buffer.set([2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0, 0x45, 0], frame);
      buffer.writeUInt16BE(length - 14, frame + 16);
      buffer.set([0, 0, 0x40, 0, 64, 6, 0, 0, ...address(from), ...address(to)], frame + 18);
      buffer.writeUInt16BE(port(from), frame + 34);
      buffer.writeUInt16BE(port(to), frame + 36);
      buffer.writeUInt32BE(seq >>> 0, frame + 38);
      buffer.writeUInt32BE(ack >>> 0, frame + 42);
      buffer.set([0x50, flags, 0xff, 0xff, 0, 0, 0, 0], frame + 46);
      buffer.set(payload, frame + 54);
      at += 16 + length;
      total += 16 + length;
      count++;
    },
    size: () => total,
    packets: () => count,
    async flush() {
      await write(buffer.subarray(0, at));
      at = 0;
    },
  };
}

const none = new Uint8Array(0);

/** A conversation of two ends with running sequence numbers. */
function conversation(
  writer: Writer,
  client: string,
  server: string,
): (byClient: boolean, payload: Uint8Array, flags?: number) => void {
  const next = { client: 1000, server: 5000 };
  return (byClient, payload, flags = 0x18) => {
    const [from, to] = byClient ? [client, server] : [server, client];
    const [mine, theirs] = byClient ? (['client', 'server'] as const) : (['server', 'client'] as const);
    writer.tcp(from, to, next[mine], next[theirs], flags, payload);
    next[mine] += payload.length + ((flags & 3) === 0 ? 0 : 1);
  };
}

function openUp(say: (byClient: boolean, payload: Uint8Array, flags?: number) => void): void {
  say(true, none, 2);
  say(false, none, 0x12);
  say(true, none, 0x10);
}

/** One FTP session with a passive listing. */
function ftpSession(writer: Writer, n: number): void {
  const host = `10.0.0.${(n % 200) + 1}`;
  const say = conversation(writer, `${host}:${20_000 + (n % 30_000)}`, '203.0.113.10:21');
  const line = (byClient: boolean, text: string): void => {
    say(byClient, Buffer.from(`${text}\r\n`));
    say(!byClient, none, 0x10);
  };
  openUp(say);
  line(false, '220 (vsFTPd 3.0.5)');
  line(true, 'USER anonymous');
  line(false, '331 Please specify the password.');
  line(true, 'PASS somebody@example.org');
  line(false, '230 Login successful.');
  const dataPort = 50_000 + (n % 1000);
  line(true, 'PASV');
  line(false, `227 Entering Passive Mode (203,0,113,10,${dataPort >> 8},${dataPort & 255}).`);
  const data = conversation(writer, `${host}:${52_000 + (n % 10_000)}`, `203.0.113.10:${dataPort}`);
  openUp(data);
  line(true, 'LIST');
  line(false, '150 Here comes the directory listing.');
  data(false, Buffer.from('-rw-r--r--    1 ftp      ftp            42 Nov 20 12:00 file.txt\r\n'.repeat(20)));
  data(true, none, 0x10);
  data(false, none, 0x11);
  data(true, none, 0x11);
  line(false, '226 Directory send OK.');
  line(true, 'QUIT');
  line(false, '221 Goodbye.');
  say(true, none, 0x11);
  say(false, none, 0x11);
}

/** Other traffic: downloads in full segments, each acknowledged every second one, and short requests. */
async function fill(writer: Writer, until: number): Promise<{ sessions: number }> {
  const pool = Buffer.alloc(1 << 16);
  for (let at = 0, state = 1; at < pool.length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    pool[at] = state >>> 16;
  }
  let sessions = 0;
  let ftpBytes = 0;
  for (let n = 0; writer.size() < until; n++) {
    const before = writer.size();
    if (ftpBytes < before * ftpShare) {
      ftpSession(writer, sessions++);
      ftpBytes += writer.size() - before;
    }
    const host = `172.16.${(n >> 8) & 255}.${n & 255}`;
    const say = conversation(
      writer,
      `${host}:${30_000 + (n % 20_000)}`,
      `198.51.100.${n % 200}:${n % 3 === 0 ? 80 : 443}`,
    );
    openUp(say);
    say(true, pool.subarray(n % 1000, (n % 1000) + 300));
    for (let segment = 0, most = 4 + (n % 90); segment < most; segment++) {
      const offset = (n * 131 + segment * 1460) % (pool.length - 1460);
      say(false, pool.subarray(offset, offset + 1460));
      if (segment % 2 === 1) say(true, none, 0x10);
    }
    say(true, none, 0x11);
    say(false, none, 0x11);
    if (n % 20 === 0) await writer.flush();
  }
  await writer.flush();
  return { sessions };
}

/** What is in a capture that was made. */
export interface CaptureFacts {
  readonly packets: number;
  readonly sessions: number;
}

/** Writes a pcap file of about this size, of whose bytes 1 % are FTP. */
export async function writeCapture(file: string, megabytes: number): Promise<CaptureFacts> {
  const handle = await open(file, 'w');
  try {
    const header = Buffer.alloc(24);
    header.writeUInt32LE(0xa1b2c3d4);
    header.writeUInt16LE(2, 4);
    header.writeUInt16LE(4, 6);
    header.writeUInt32LE(262_144, 16);
    header.writeUInt32LE(1, 20);
    await handle.write(header);
    const writer = createWriter((bytes) => handle.write(bytes));
    const { sessions } = await fill(writer, megabytes * 1e6);
    return { packets: writer.packets(), sessions };
  } finally {
    await handle.close();
  }
}
