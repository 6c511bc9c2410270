import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { program, serverFolder } from '../places.js';
import type { Product, ServerTls } from './server.js';
import { COMMAND_LOG, LAB_ACCOUNT, passwordHash } from './server.js';

function tlsLines(tls: ServerTls | undefined, certificate: string): readonly string[] {
  if (tls === undefined) return [];
  return [
    `ModulePath ${serverFolder}/usr/lib/proftpd`,
    'LoadModule mod_tls.c',
    'TLSEngine on',
    `TLSRSACertificateFile ${certificate}`,
    `TLSRSACertificateKeyFile ${certificate}`,
    `TLSRequired ${{ implicit: 'off', offered: 'off', required: 'on', 'data-required': 'data' }[tls.mode]}`,
    ...(tls.mode === 'implicit' ? ['TLSOptions UseImplicitSSL'] : []),
  ];
}

/** ProFTPD with one account of its own. */
export const proftpd: Product = {
  account: LAB_ACCOUNT,
  async prepare(server, { folder, files, port, passive, certificate }) {
    const accounts = join(folder, 'proftpd.passwd');
    await writeFile(accounts, `${LAB_ACCOUNT.user}:${await passwordHash()}:65534:65534::${files}:/bin/sh\n`);
    await chmod(accounts, 0o600);
    const configuration = join(folder, 'proftpd.conf');
    const lines = [
      'ServerName "lab"',
      'ServerType standalone',
      'DefaultServer on',
      `Port ${port}`,
      'UseIPv6 off',
      'User nobody',
      'Group nogroup',
      // Off, or it gives up the right to bind port 20 and refuses PORT.
      'RootRevoke off',
      'AuthOrder mod_auth_file.c',
      `AuthUserFile ${accounts}`,
      'RequireValidShell off',
      'DefaultRoot ~',
      'UseReverseDNS off',
      'WtmpLog off',
      'TransferLog none',
      `SystemLog ${folder}/proftpd.log`,
      `ScoreboardFile ${folder}/proftpd.scoreboard`,
      `PidFile ${folder}/proftpd.pid`,
      '<IfModule mod_delay.c>\nDelayEngine off\n</IfModule>',
      '<IfModule mod_ctrls.c>\nControlsEngine off\n</IfModule>',
      'LogFormat commands "%m %s"',
      `ExtendedLog ${folder}/${COMMAND_LOG} ALL commands`,
      ...(passive === null ? [] : [`PassivePorts ${passive.low} ${passive.high}`]),
      ...(server.advertise === undefined ? [] : [`MasqueradeAddress ${server.advertise}`]),
      ...tlsLines(server.tls, certificate),
      ...(server.settings ?? []),
    ];
    await writeFile(configuration, `${lines.join('\n')}\n`);
    return [program('proftpd'), '--nodaemon', '--config', configuration];
  },
};
