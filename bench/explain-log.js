// How fast `explain` reads logs, against `grep -c 227` on the same file in the same run:
//   npm run build && node bench/explain-log.js [megabytes] [folder of the compiled program]
// Writes its files into a temporary folder and removes them.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const say = (line) => process.stdout.write(`${line}\n`);
const megabytes = Number(process.argv[2] ?? 100);
const program = resolve(process.argv[3] ?? 'dist', 'src/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'ftpdoctor-bench-'));

/** One session of a vsftpd log, every tenth of which hangs, with its own process number, client and ports. */
function vsftpd(n) {
  const client = `198.51.100.${n % 250}`;
  const date = `Fri Mar  1 ${String(Math.floor(n / 3600) % 24).padStart(2, '0')}:${String(Math.floor(n / 60) % 60).padStart(2, '0')}:${String(n % 60).padStart(2, '0')} 2024`;
  const line = (pid, user, what, text) =>
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
function firewall(n) {
  const port = n % 100 === 0 ? 20 : 1024 + (n % 60000);
  return `Mar  1 10:00:00 gw kernel: [${n}.1] FW-DROP: IN=eth0 OUT=eth1 MAC=00:11:22:33 SRC=203.0.113.${n % 250} DST=192.168.1.${n % 250} LEN=60 TOS=0x00 PREC=0x00 TTL=63 ID=${n % 65536} DF PROTO=TCP SPT=${port} DPT=${1024 + (n % 50000)} WINDOW=64240 RES=0x00 SYN URGP=0\n`;
}

/** A chatty application log in which a client's dialogue stands between other lines. */
function mixed(n) {
  const noise =
    `2024-03-01 10:00:00.000 INFO  [worker-${n % 16}] com.example.Service - processed order ${n} in ${n % 900} ms for customer ${n % 5000}\n`.repeat(
      40,
    );
  return `${noise}> USER joe\n< 331 Password required\n> PASS secret${n}\n< 230 Logged in\n> PASV\n< 227 Entering Passive Mode (203,0,113,10,195,${n % 256}).\n> LIST\n< 150 Here it comes\n< 226 Done\n> QUIT\n< 221 Goodbye.\n`;
}

function write(name, make) {
  const file = join(folder, name);
  const out = openSync(file, 'w');
  let size = 0;
  for (let n = 0; size < megabytes * 1e6;) {
    let text = '';
    for (let many = 0; many < 500; many++) text += make(n++);
    size += writeSync(out, text);
  }
  closeSync(out);
  return file;
}

function timed(command, args) {
  const started = process.hrtime.bigint();
  const { stdout, stderr, status } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  return { seconds: Number(process.hrtime.bigint() - started) / 1e9, stdout, stderr, status };
}

try {
  say('log        MB    explain (processor)     MB/s   peak memory   grep -c 227   verdict');
  for (const [name, make] of [
    ['vsftpd', vsftpd],
    ['firewall', firewall],
    ['mixed', mixed],
  ]) {
    const file = write(name, make);
    const size = statSync(file).size / 1e6;
    const counted = timed('grep', ['-c', '227', file]);
    const peak =
      "process.on('exit', () => process.stderr.write('peak=' + process.resourceUsage().maxRSS + ' cpu=' + process.resourceUsage().userCPUTime + '\\n'))";
    const run = timed(process.execPath, [
      '--import',
      `data:text/javascript,${encodeURIComponent(peak)}`,
      program,
      'explain',
      '--format',
      'json',
      file,
    ]);
    const memory = Number(/peak=(\d+)/.exec(run.stderr)?.[1] ?? 0) / 1024;
    const processor = Number(/cpu=(\d+)/.exec(run.stderr)?.[1] ?? 0) / 1e6;
    const { verdict, sources } = JSON.parse(run.stdout);
    say(
      `${name.padEnd(9)} ${size.toFixed(0).padStart(4)}  ${run.seconds.toFixed(2).padStart(7)} s (${processor.toFixed(2).padStart(5)} s)   ${(size / run.seconds).toFixed(1).padStart(6)}  ${memory.toFixed(0).padStart(8)} MB   ${counted.seconds.toFixed(2).padStart(9)} s   ${verdict}, ${sources[0].sessions} sessions, ${sources[0].clues} drops`,
    );
    rmSync(file);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
