import { closeSync, openSync, writeSync } from 'node:fs';

/** One session of a vsftpd log, every tenth of which hangs, with its own process number, client and ports. */
function vsftpd(n: number): string {
  const client = `198.51.100.${n % 250}`;
  const date = `Fri Mar  1 ${String(Math.floor(n / 3600) % 24).padStart(2, '0')}:${String(Math.floor(n / 60) % 60).padStart(2, '0')}:${String(n % 60).padStart(2, '0')} 2024`;
  const line = (pid: number, user: string, what: string, text: string): string =>
    `${date} [pid ${pid}] ${user}${what}: Client "${client}"${text === '' ? '' : `, "${text}"`}\n`;
  const [before, after] = [100000 + n * 2, 100001 + n * 2];
  const ok = n % 10 !== 0;
  const address = n % 20 === 0 ? '10,0,0,10' : '203,0,113,10';
  return [
    line(before, '', 'CONNECT', ''),
    line(before, '', 'FTP response', '220 (vsFTPd 3.0.5)'),
    line(before, '', 'FTP command', `USER user${n}`),
    line(before, `[user${n}] `, 'FTP response', '331 Please specify the password.'),
    line(before, `[user${n}] `, 'FTP command', 'PASS <password>'),
    line(after, `[user${n}] `, 'FTP response', '230 Login successful.'),
    ...[1, 2, 3].flatMap((file) => [
      line(after, `[user${n}] `, 'FTP command', 'PASV'),
      line(
        after,
        `[user${n}] `,
        'FTP response',
        `227 Entering Passive Mode (${address},${195 + (n % 50)},${(n + file) % 256}).`,
      ),
      line(after, `[user${n}] `, 'FTP command', `RETR /files/${n}/${file}.dat`),
      ...(ok
        ? [
            line(after, `[user${n}] `, 'FTP response', '150 Opening BINARY mode data connection.'),
            line(after, `[user${n}] `, 'FTP response', '226 Transfer complete.'),
          ]
        : [line(after, `[user${n}] `, 'FTP response', '425 Failed to establish connection.')]),
    ]),
    line(after, `[user${n}] `, 'FTP command', 'QUIT'),
    line(after, `[user${n}] `, 'FTP response', '221 Goodbye.'),
  ].join('');
}

/** Deny lines of a firewall, one in a hundred about FTP. */
function firewall(n: number): string {
  const port = n % 100 === 0 ? 20 : 1024 + (n % 60000);
  return `Mar  1 10:00:00 gw kernel: [${n}.1] FW-DROP: IN=eth0 OUT=eth1 MAC=00:11:22:33 SRC=203.0.113.${n % 250} DST=192.168.1.${n % 250} LEN=60 TOS=0x00 PREC=0x00 TTL=63 ID=${n % 65536} DF PROTO=TCP SPT=${port} DPT=${1024 + (n % 50000)} WINDOW=64240 RES=0x00 SYN URGP=0\n`;
}

/** A chatty application log in which a client's dialogue stands between other lines. */
function mixed(n: number): string {
  const noise =
    `2024-03-01 10:00:00.000 INFO  [worker-${n % 16}] com.example.Service - processed order ${n} in ${n % 900} ms for customer ${n % 5000}\n`.repeat(
      40,
    );
  return `${noise}> USER joe\n< 331 Password required\n> PASS secret${n}\n< 230 Logged in\n> PASV\n< 227 Entering Passive Mode (203,0,113,10,195,${n % 256}).\n> LIST\n< 150 Here it comes\n< 226 Done\n> QUIT\n< 221 Goodbye.\n`;
}

/** The kinds of logs that are read, each by the text of its n-th piece. */
export const logs: Readonly<Record<string, (n: number) => string>> = { vsftpd, firewall, mixed };

/** Writes a log of this size. */
export function writeLog(file: string, piece: (n: number) => string, megabytes: number): void {
  const out = openSync(file, 'w');
  try {
    let size = 0;
    for (let n = 0; size < megabytes * 1e6;) {
      let text = '';
      for (let many = 0; many < 500; many++) text += piece(n++);
      size += writeSync(out, text);
    }
  } finally {
    closeSync(out);
  }
}
