import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { findProgram, python } from './places.js';

const PROGRAMS = [
  'ip',
  'nft',
  'sysctl',
  'mount',
  'openssl',
  'socat',
  'tayga',
  'curl',
  'lftp',
  'wget',
  'tnftp',
  'ncftpls',
  'vsftpd',
  'proftpd',
  'pure-ftpd',
  'pure-pw',
  'ftp-proxy',
];

const TRIAL = `table ip trial {
  ct helper ftp-standard { type "ftp" protocol tcp; }
  chain pre { type filter hook prerouting priority filter; tcp dport 21 ct helper set "ftp-standard"; }
  chain post { type nat hook postrouting priority srcnat; masquerade; }
}
`;

/** Whether a namespace of our own takes a ruleset with NAT and the kernel's FTP helper; `null`, or what went wrong. */
function namespaceTrial(): string | null {
  const name = `ftpdoctor-${process.pid}-trial`;
  const made = spawnSync('ip', ['netns', 'add', name], { encoding: 'utf8' });
  if (made.status !== 0) return `no network namespace can be made: ${made.stderr.trim()}`;
  try {
    const loaded = spawnSync('ip', ['netns', 'exec', name, 'nft', '-f', '-'], { encoding: 'utf8', input: TRIAL });
    if (loaded.status === 0) return null;
    return `the kernel takes no NAT with FTP helper: ${loaded.stderr.split('\n', 1).join('').trim()}`;
  } finally {
    spawnSync('ip', ['netns', 'del', name]);
  }
}

/** The reasons, for people, why the lab of namespaces and real servers cannot run here. Empty when it can. */
export function labMissing(): string[] {
  if (process.platform !== 'linux') return [`it needs Linux network namespaces, and this is ${process.platform}`];
  if (process.getuid?.() !== 0) return ['it needs root, to make network namespaces'];
  const absent = PROGRAMS.filter((name) => findProgram(name) === null);
  if (absent.length > 0) return [`not installed: ${absent.join(', ')} (test/lab/install-servers.sh installs them)`];
  try {
    accessSync(python, constants.X_OK);
  } catch {
    return [`${python} is not installed (test/lab/install-servers.sh installs it)`];
  }
  const imports = spawnSync(python, ['-c', 'import pyftpdlib, OpenSSL'], { encoding: 'utf8' });
  if (imports.status !== 0) {
    return [`${python} has no pyftpdlib or no OpenSSL module (test/lab/install-servers.sh installs them)`];
  }
  const trial = namespaceTrial();
  return trial === null ? [] : [trial];
}
