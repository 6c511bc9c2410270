import { byShape, bySays, firstOf, type ServerKnowledge } from './server.js';

/** pyftpdlib and the servers built on it: a refused PORT quotes address and port as they arrived. */
export const pyftpdlib: ServerKnowledge = {
  product: 'pyftpdlib',
  recognise: firstOf(
    bySays(/pyftpdlib(?: (?:based ftpd|(\d[\w.]*)))?/i),
    byShape(
      ({ stat }) => /^ ?Connected to: \S{3,60}:\d{1,5}$/m.test(stat) && /\bSTRUcture: File; MODE: Stream/.test(stat),
    ),
  ),
  refusesUnknown: /^500 Command ".{1,99}" not understood\.$/,
  repairs: {
    setAddress: (address) => `handler.masquerade_address = '${address}'`,
    setRange: (low, high) => `handler.passive_ports = range(${low}, ${high + 1})`,
    relaxPeerCheck: 'handler.permit_foreign_addresses = True',
    enableTls:
      "handler = TLS_FTPHandler    # from pyftpdlib.handlers\nhandler.certfile = '/etc/ssl/certs/ftp.pem'\nhandler.keyfile = '/etc/ssl/private/ftp.key'",
    requireTls: 'handler.tls_control_required = True\nhandler.tls_data_required = True',
    quietGreeting: "handler.banner = 'FTP server ready'",
    refuseLowPorts: 'handler.permit_privileged_ports = False',
    refuseEpsv: "handler.proto_cmds = {verb: what for verb, what in handler.proto_cmds.items() if verb != 'EPSV'}",
    limits: 'server.max_cons = 200\nserver.max_cons_per_ip = 20',
  },
  where:
    'On the handler class (limits: on the server) before the server starts. On the command line: python -m pyftpdlib -n ADDRESS -r FROM-TO.',
};
