import { bySays, type ServerKnowledge } from './server.js';

/** The ftpd of GNU inetutils: no settings for NAT at all, but STAT tells what it stored of PORT and PASV. */
export const inetutils: ServerKnowledge = {
  product: 'inetutils ftpd',
  recognise: bySays(/GNU inetutils\)? (\d[\w.]*)/i),
  repairs: {},
  where:
    "It has no settings for a passive address or range: forward the kernel's ephemeral ports (net.ipv4.ip_local_port_range), or use another server.",
};
