import { isIPv4, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';

const label = /^[A-Za-z0-9_-]{1,63}$/;

/** An IPv6 literal, with a zone id where it has one (RFC 4007 section 11). */
export function isIpv6Literal(text: string): boolean {
  const [address = '', zone, ...more] = text.split('%');
  // Without this every host would wait for Node's large pattern of IPv6 addresses to be compiled.
  if (address.split(':', 3).length < 3) return false;
  return isIPv6(address) && more.length === 0 && (zone === undefined || /^[\w.~-]{1,64}$/.test(zone));
}

/** Why a text can be no host name; `null` where it can be one. */
function objection(name: string): string | null {
  if (name.length > 253) return 'is longer than a host name can be';
  const labels = name.replace(/\.$/, '').split('.');
  // inet_aton would take "1", "0x7f.1" and "010.0.0.1" for addresses other than they look.
  if (/^(?:\d+|0x[\da-f]*)$/i.test(labels.at(-1) ?? '')) return 'is not an IPv4 address';
  if (name.startsWith('-')) return 'begins with a dash';
  return labels.every((one) => label.test(one)) ? null : 'is neither a host name nor an IP address';
}

/** A host as it goes to the resolver: an address literal as it is, a name in ASCII (IDNA), or what is wrong with it. */
export function readHost(text: string): { readonly host: string } | { readonly wrong: string } {
  if (isIPv4(text) || isIpv6Literal(text)) return { host: text };
  const plain = /^[\x21-\x7e]*$/.test(text);
  const name = plain ? text : domainToASCII(text);
  const wrong = objection(name);
  return wrong === null ? { host: name } : { wrong };
}
