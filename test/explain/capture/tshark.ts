import { run } from '../../lab/command.js';
import { parseEprt, parsePort } from '../../../src/protocol/active.js';
import { sameAddress } from '../../../src/protocol/address.js';
import { parsePassiveReply } from '../../../src/protocol/passive.js';
import { parseEndpoint } from '../../../src/protocol/address.js';
import type { Session } from '../../../src/explain/source.js';

/** What a dissector says of one packet of a control connection: commands, codes and the addresses in them. */
export interface Row {
  readonly packet: number;
  readonly commands: readonly string[];
  readonly codes: readonly string[];
  /** `address:port` of PASV and PORT, `nat` where the address is not that of the end that named it. */
  readonly passive: string;
  readonly active: string;
  /** The port of EPSV and EPRT. */
  readonly extended: string;
}

const fields = [
  'frame.number',
  'ftp.request.command',
  'ftp.response.code',
  'ftp.passive.ip',
  'ftp.passive.port',
  'ftp.passive.nat',
  'ftp.active.cip',
  'ftp.active.port',
  'ftp.active.nat',
  'ftp.epsv.port',
  'ftp.eprt.port',
];

const list = (text: string): string[] => (text === '' ? [] : text.split(','));
const named = (ip: string, port: string, nat: string): string =>
  ip === '' ? '' : `${ip}:${port}${/^(1|True)$/.test(nat) ? ' nat' : ''}`;

/** The rows of tshark for a capture; `port` is that of the control connection where it is not 21. */
export async function tsharkRows(file: string, port = 21): Promise<Row[]> {
  const decode = port === 21 ? [] : ['-d', `tcp.port==${port},ftp`];
  const argv = ['tshark', '-n', '-r', file, ...decode, '-Y', 'ftp && !tcp.analysis.retransmission', '-T', 'fields'];
  const { stdout, stderr, code } = await run([...argv, ...fields.flatMap((one) => ['-e', one])]);
  if (code !== 0) throw new Error(stderr);
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [
        packet,
        commands = '',
        codes = '',
        pip = '',
        pport = '',
        pnat = '',
        aip = '',
        aport = '',
        anat = '',
        epsv = '',
        eprt = '',
      ] = line.split('\t');
      return {
        packet: Number(packet),
        // Telnet signals around ABOR are no commands.
        commands: list(commands).filter((one) => /^[A-Za-z]{3,4}$/.test(one)),
        codes: list(codes),
        passive: named(pip, pport, pnat),
        active: named(aip, aport, anat),
        extended: epsv + eprt,
      };
    })
    .filter(({ commands, codes }) => commands.length + codes.length > 0);
}

/** The same rows drawn from a session of ours. */
export function ourRows({ transcript, places }: Session): Row[] {
  const rows = new Map<number, Row>();
  const [connect] = transcript.events;
  const [local = '', remote = '', seen] = connect?.outcome.ok === true ? connect.outcome.value.split(' ') : [];
  const client = parseEndpoint(seen ?? local)?.host ?? '';
  const server = parseEndpoint(remote)?.host ?? '';
  for (const { seq, operation, purpose, input, outcome } of transcript.events) {
    if (purpose !== 'control' || !outcome.ok || (operation !== 'write' && operation !== 'read')) continue;
    const packet = places.get(seq)?.at ?? 0;
    const before = rows.get(packet) ?? { packet, commands: [], codes: [], passive: '', active: '', extended: '' };
    if (operation === 'write') {
      const [verb = '', args = ''] = input.trim().split(' ');
      const port = verb === 'PORT' ? parsePort(args) : null;
      const eprt = verb === 'EPRT' ? parseEprt(args) : null;
      rows.set(packet, {
        ...before,
        commands: [...before.commands, verb],
        active:
          port?.ok === true
            ? named(port.endpoint.host, String(port.endpoint.port), sameAddress(port.endpoint.host, client) ? '0' : '1')
            : before.active,
        extended: eprt?.ok === true ? String(eprt.endpoint.port) : before.extended,
      });
    } else {
      const lines = outcome.value.trimEnd().split('\r\n');
      // tshark looks at the first line of a packet.
      const codes = /^\d\d\d(?=[ -])/.exec(lines[0] ?? '')?.slice(0, 1) ?? [];
      const parsed =
        codes[0] === '227' || codes[0] === '229'
          ? parsePassiveReply(codes[0] === '227' ? 'PASV' : 'EPSV', { code: Number(codes[0]), lines })
          : null;
      const { host, port } = parsed?.ok === true ? parsed.endpoint : { host: null, port: 0 };
      if (codes.length === 0) continue;
      rows.set(packet, {
        ...before,
        codes: [...before.codes, ...codes],
        passive: host === null ? '' : named(host, String(port), sameAddress(host, server) ? '0' : '1'),
        extended: codes[0] === '229' && port > 0 ? String(port) : '',
      });
    }
  }
  return [...rows.values()];
}
