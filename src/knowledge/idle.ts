/** A box or service that forgets silent connections, and after how long unless it was told otherwise. */
export interface Forgetter {
  readonly name: string;
  readonly afterMs: number;
}

const seconds = 1000;
const minutes = 60 * seconds;

/** Usual idle times of stateful boxes, from their makers' manuals; each can be changed there unless said otherwise. */
const forgetters: readonly Forgetter[] = [
  { name: 'Azure load balancer and NAT gateway', afterMs: 4 * minutes },
  { name: 'pfSense and OPNsense in "aggressive" mode', afterMs: 5 * minutes },
  { name: 'AWS NAT gateway and Network Load Balancer', afterMs: 350 * seconds },
  { name: 'Google Cloud firewall', afterMs: 10 * minutes },
  { name: 'SonicWall', afterMs: 15 * minutes },
  { name: 'Google Cloud NAT', afterMs: 20 * minutes },
  { name: 'Juniper SRX', afterMs: 30 * minutes },
  { name: 'Cisco ASA, Check Point, FortiGate and Palo Alto', afterMs: 60 * minutes },
];

/** Whose usual idle time lies between two silences: one that was survived, and one that was not. */
export function forgettersBetween(survivedMs: number, endedMs: number): readonly Forgetter[] {
  return forgetters.filter(({ afterMs }) => afterMs >= survivedMs && afterMs <= endedMs);
}

/** How one server product ends idle sessions. */
export interface ServerIdle {
  readonly product: string;
  /** Lines to paste that give clients `seconds` of silence. */
  readonly set: (seconds: number) => string;
  /** Whether a NOOP begins its time anew, and what else must be known. */
  readonly noop: string;
  /** Commands that do not begin its time anew, of those that clients send to stay. */
  readonly deafTo: readonly string[];
}

const minute = (secs: number): number => Math.ceil(secs / 60);

/** Idle timers by product, as `identifyServer` names it. */
export const serverIdle: readonly ServerIdle[] = [
  {
    product: 'vsftpd',
    set: (secs) => `idle_session_timeout=${secs}\ndata_connection_timeout=${secs}`,
    noop: 'Any command resets the timer of vsftpd, NOOP included; it reads none while a transfer runs, and its timer stands still then.',
    deafTo: [],
  },
  {
    product: 'ProFTPD',
    set: (secs) => `TimeoutIdle ${secs}\nTimeoutNoTransfer ${secs}\nTimeoutStalled ${secs}`,
    noop: 'NOOP resets TimeoutIdle of ProFTPD, but not TimeoutNoTransfer, which only a transfer or a listing resets.',
    deafTo: [],
  },
  {
    product: 'Pure-FTPd',
    set: (secs) => `MaxIdleTime ${minute(secs)}    # minutes; or: pure-ftpd -I ${minute(secs)}`,
    noop: 'Pure-FTPd counts NOOP (200 Zzz...), TYPE and PWD for less than a command: after twice MaxIdleTime of nothing else it leaves. STAT and listings reset the timer.',
    deafTo: ['NOOP', 'TYPE', 'PWD'],
  },
  {
    product: 'pyftpdlib',
    set: (secs) => `handler.timeout = ${secs}`,
    noop: 'Any command resets the timer of pyftpdlib, NOOP included; it stands still during a transfer.',
    deafTo: [],
  },
  {
    product: 'IIS',
    set: (secs) =>
      `appcmd set config -section:system.applicationHost/sites /siteDefaults.ftpServer.connections.controlChannelTimeout:"${secs}" /commit:apphost`,
    noop: 'Any command resets controlChannelTimeout of IIS (120 s unless set).',
    deafTo: [],
  },
  {
    product: 'FileZilla Server',
    set: (secs) => `Protocols settings > Timeouts > Activity timeout: ${minute(secs)} min`,
    noop: 'FileZilla Server is built to disregard NOOP in its activity timeout; a listing counts.',
    deafTo: ['NOOP'],
  },
  {
    product: 'SFTPGo',
    set: (secs) => `"common": { "idle_timeout": ${minute(secs)} }`,
    noop: 'Any command resets idle_timeout of SFTPGo (minutes).',
    deafTo: [],
  },
];

/** Clients that send commands to stay, between transfers, and which. */
const talkative: readonly { readonly client: string; readonly sends: readonly string[] }[] = [
  { client: 'FileZilla (for half an hour)', sends: ['NOOP', 'TYPE', 'PWD'] },
  { client: 'FluentFTP', sends: ['NOOP'] },
  { client: 'ftp of npm', sends: ['NOOP'] },
];

/** Which clients hold the timer of a server with what they send between transfers, as a sentence. */
export function clientsThatHold({ deafTo }: Pick<ServerIdle, 'deafTo'>): string {
  const names = (holds: boolean): string =>
    talkative
      .filter(({ sends }) => sends.some((command) => !deafTo.includes(command)) === holds)
      .map(({ client }) => client)
      .join(', ');
  return [
    ...(names(true) === '' ? [] : [`Of clients these hold it by what they send between transfers: ${names(true)}.`]),
    ...(names(false) === '' ? [] : [`These send nothing that it counts: ${names(false)}.`]),
    'curl, lftp, basic-ftp and ftp.exe send no command.',
  ].join(' ');
}

/** What to set in stateful boxes, so that they remember a silent connection for so many seconds: lines to paste. */
export function boxMemory(secs: number): readonly string[] {
  const clock = `${Math.floor(secs / 3600)}:${String(Math.floor((secs % 3600) / 60)).padStart(2, '0')}:${String(secs % 60).padStart(2, '0')}`;
  return [
    `sysctl -w net.netfilter.nf_conntrack_tcp_timeout_established=${secs}    # Linux`,
    `timeout conn ${clock}    # Cisco ASA`,
    `config system session-ttl; config port; edit 21; set protocol 6; set start-port 21; set end-port 21; set timeout ${secs}; next; end; end    # FortiGate`,
    `/ip firewall connection tracking set tcp-established-timeout=${secs}s    # MikroTik`,
    `set timeout tcp.established ${secs}    # pf (pfSense, OPNsense: Firewall Optimization "conservative")`,
    '# AWS NAT gateway: 350 s, fixed; there only keepalives help',
  ];
}
