import type { ServerKnowledge } from './server.js';

export const inetutils: ServerKnowledge = {
  product: 'inetutils ftpd',
  recognise: ({ banner, stat }) => {
    const match = /FTP server \(GNU inetutils (\d[\w.]*)\)/i.exec(banner) ?? /GNU inetutils (\d[\w.]*)/i.exec(stat);
    return match === null ? null : { version: match[1] ?? null };
  },
  repairs: {},
  where:
    "It has no settings for a passive address or range: forward the kernel's ephemeral ports (net.ipv4.ip_local_port_range), or use another server.",
};
