/** Seconds between keepalives that nobody acknowledges. */
const between = (every: number): number => Math.max(1, Math.min(10, every));

const systemKeepAlive = (every: number): string =>
  `sysctl -w net.ipv4.tcp_keepalive_time=${every} net.ipv4.tcp_keepalive_intvl=${between(every)}`;

/** What makes a server product send TCP keepalives on its control connections. */
export interface ServerKeepAlive {
  readonly product: string;
  /** Whether it sends any by itself, in a sentence. */
  readonly says: string;
  /** Lines to paste, for one every so many seconds; `null` where there are none. */
  readonly set: ((every: number) => string) | null;
}

/** As measured on Linux (`ss -o` on the server); of the products that are missing here it is not known. */
export const serverKeepAlive: readonly ServerKeepAlive[] = [
  {
    product: 'vsftpd',
    says: 'vsftpd asks for TCP keepalives; how often is a matter of its system.',
    set: (every) => `${systemKeepAlive(every)}    # vsftpd`,
  },
  {
    product: 'ProFTPD',
    says: 'ProFTPD asks for TCP keepalives, and can say how often.',
    set: (every) => `SocketOptions keepalive ${every}:9:${between(every)}    # proftpd.conf`,
  },
  {
    product: 'Pure-FTPd',
    says: 'Pure-FTPd asks for no TCP keepalives, whatever its system is set to: that is left to clients and firewalls.',
    set: null,
  },
  {
    product: 'pyftpdlib',
    says: 'pyftpdlib asks for no TCP keepalives, whatever its system is set to, unless its handler does.',
    set: (every) =>
      [
        'import socket    # pyftpdlib',
        'def keep_alive(self):',
        '    self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)',
        `    self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, ${every})`,
        `    self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, ${between(every)})`,
        'handler.on_connect = keep_alive',
      ].join('\n'),
  },
];

/** What to set in clients, so that something crosses a resting control connection every so many seconds: lines to paste. */
export function clientKeepAlive(every: number): readonly string[] {
  return [
    `curl --keepalive-time ${every} ...    # without it curl waits for 60 s; it sends no NOOP`,
    `${systemKeepAlive(every)}    # Linux, programs that ask for keepalives`,
    '# lftp, FluentFTP, basic-ftp: keepalive is an option of the socket; FluentFTP also sends NOOP (NoopInterval)',
    '# FileZilla: Settings > FTP > Send FTP keep-alive commands; WinSCP: Connection > Keepalives; both only between transfers',
    '# ftp.exe of Windows: sends neither; use another client',
  ];
}
