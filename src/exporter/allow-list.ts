import { BlockList } from 'node:net';
import { domainToASCII } from 'node:url';
import { UsageError } from '../cli/usage-error.js';
import { canonicalHost, familyOf } from '../protocol/address.js';

/** Says whether a target may be probed. */
export type Permit = (host: string, port: number) => boolean;

/** The ports of an entry that names none: what FTP is registered for. With any port it would permit a port scan. */
const ftpPorts: Permit = (_, port) => port === 21 || port === 990;

function portsOf(entry: string, text: string | undefined): Permit {
  if (text === undefined) return ftpPorts;
  if (text === '*') return () => true;
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  const low = Number(match?.[1] ?? 0);
  const high = Number(match?.[2] ?? low);
  if (match === null || low < 1 || high > 65_535 || low > high) {
    throw new UsageError(`target "${entry}": "${text}" is no port; write 2121, 2121-2125 or * for any`);
  }
  return (_, port) => port >= low && port <= high;
}

function networkOf(entry: string, host: string, length: string): Permit {
  const family = familyOf(host);
  const bits = /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  if (family === null || !(bits <= (family === 4 ? 32 : 128))) {
    throw new UsageError(`target "${entry}" is no network; write for example 192.0.2.0/24 or [2001:db8::]/32`);
  }
  const list = new BlockList();
  list.addSubnet(host, bits, family === 4 ? 'ipv4' : 'ipv6');
  return (candidate) => {
    const address = canonicalHost(candidate);
    return address !== null && list.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
  };
}

/** A name as targets are named in requests, in ASCII (IDNA); a label with `*` stands for itself. */
function inAscii(name: string): string {
  const plain = /^[\x21-\x7e]*$|\*/;
  return name
    .split('.')
    .map((label) => (plain.test(label) ? label : domainToASCII(label)))
    .join('.');
}

/** `*` stands for any characters within one label of a name. Compared label by label, so it takes linear time. */
function nameOf(entry: string, name: string): Permit {
  const pattern = inAscii(name);
  if (!/^[a-z0-9_*-]+(\.[a-z0-9_*-]+)*\.?$/i.test(pattern) || /\*[^.]*\*/.test(pattern)) {
    throw new UsageError(
      `target "${entry}" cannot be read; write a host name (*.example.com), an address or a network, with :port behind`,
    );
  }
  if (/^[\d.*]+$/.test(pattern)) {
    throw new UsageError(
      `target "${entry}": write a network as 10.0.0.0/8; for any target at all there is --allow-any`,
    );
  }
  const labels = pattern.toLowerCase().replace(/\.$/, '').split('.');
  return (candidate) => {
    if (familyOf(candidate) !== null) return false;
    const given = candidate.toLowerCase().replace(/\.$/, '').split('.');
    return given.length === labels.length && labels.every((label, at) => fits(label, given[at] ?? ''));
  };
}

function fits(pattern: string, label: string): boolean {
  const [head = '', tail] = pattern.split('*');
  if (tail === undefined) return label === head;
  return label.length > head.length + tail.length && label.startsWith(head) && label.endsWith(tail);
}

/** One entry: `host`, `*.example.com`, an address, or a network; each with `:port`, `:low-high` or `:*` behind it. */
export function readEntry(entry: string): Permit {
  // IPv6 without brackets has no room for a port.
  const bare = /^([0-9a-f:.%]*:[0-9a-f:.]*:[^/]*)()(?:\/(\d+))?$/i.exec(entry);
  const parts = bare ?? /^(?:\[([^\]]+)\]|([^[\]:/]+))(?:\/([^:]*))?(?::(.*))?$/s.exec(entry);
  const [, bracketed, plain, length, portText] = parts ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || host === '') {
    throw new UsageError(`target "${entry}" cannot be read; write host, host:port, [IPv6 address]:port or a network`);
  }
  const ports = portsOf(entry, portText);
  const address = canonicalHost(host);
  const hosts: Permit =
    length !== undefined
      ? networkOf(entry, host, length)
      : address !== null
        ? (candidate) => canonicalHost(candidate) === address
        : nameOf(entry, host);
  return (candidate, port) => hosts(candidate, port) && ports(candidate, port);
}

/**
 * What may be probed. Names are matched as they are asked for, never by what they resolve to; networks match addresses
 * only. So a name under someone else's control cannot be led into a permitted network.
 */
export function anyOf(permits: readonly Permit[]): Permit {
  return (host, port) => permits.some((permit) => permit(host, port));
}
