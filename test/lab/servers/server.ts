import type { PortRange } from '../../../src/model/network.js';
import { must } from '../command.js';

/** Someone who may log in. */
export interface Account {
  readonly user: string;
  readonly password: string;
}

/** How a server is set up for TLS. */
export interface ServerTls {
  /** From the first byte, on offer (AUTH TLS), demanded for login and data, or for data only. */
  readonly mode: 'implicit' | 'offered' | 'required' | 'data-required';
  /** `good` is issued by the lab's own root for the server's addresses; the others each have one fault. */
  readonly certificate?: Certificate;
}

/** The certificates that a scenario may choose from. */
export type Certificate = 'good' | 'expired' | 'wrong-name' | 'self-signed';

/** A real FTP server, and how it is set up. */
export interface FtpServer {
  readonly product: 'vsftpd' | 'proftpd' | 'pure-ftpd' | 'pyftpdlib';
  /** Control port, 21 unless given. */
  readonly port?: number;
  /** The address to advertise in 227; the server's own unless given. */
  readonly advertise?: string;
  /** Passive ports, `PASSIVE_PORTS` unless given; `null` leaves them to the product. */
  readonly passive?: PortRange | null;
  /** Whether the directory has files in it; it has unless this is true. */
  readonly empty?: boolean;
  /** How many more files there are than the usual three. */
  readonly moreFiles?: number;
  /** Size of one of its files, `logo.png`, in bytes. */
  readonly large?: number;
  /** TLS as the product's own settings; none unless given. */
  readonly tls?: ServerTls;
  /** Lines of configuration (vsftpd, ProFTPD), arguments (Pure-FTPd), or `key=JSON` for our pyftpdlib script. */
  readonly settings?: readonly string[];
}

/** Something else that listens on the control port. */
export interface OtherServer {
  /** `greeter` sends its text and stays; `http` is Python's web server; `none` is nobody. */
  readonly product: 'greeter' | 'http' | 'none';
  readonly text?: string;
}

/** What a server needs to know to be started. */
export interface Place {
  /** For its configuration and logs. */
  readonly folder: string;
  /** The directory it serves. */
  readonly files: string;
  readonly port: number;
  readonly passive: PortRange | null;
  /** A certificate with its key in one file. */
  readonly certificate: string;
}

/** How one product is started in the foreground. */
export interface Product {
  readonly account: Account;
  /** Writes what the server reads, and answers its command line. */
  prepare(server: FtpServer, place: Place): Promise<readonly string[]>;
}

/** The passive ports of a server whose scenario names none. */
export const PASSIVE_PORTS: PortRange = { low: 50000, high: 50039 };

/** The root certificate of the lab, in the lab's folder. */
export const LAB_ROOT = 'root.pem';

/** The account of the servers that let us make one. */
export const LAB_ACCOUNT: Account = { user: 'lab', password: 'lab-passphrase' };

/** Where ProFTPD writes each command it gets. */
export const COMMAND_LOG = 'commands.log';

/** The password of the account as `crypt` stores it. */
export async function passwordHash(): Promise<string> {
  return (await must(['openssl', 'passwd', '-6', '-stdin'], { input: LAB_ACCOUNT.password })).trim();
}
