import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { program } from '../places.js';
import type { Product, ServerTls } from './server.js';

function tlsLines(tls: ServerTls | undefined): readonly string[] {
  if (tls === undefined) return [];
  const login = tls.mode === 'required' ? 'YES' : 'NO';
  const data = tls.mode === 'required' || tls.mode === 'data-required' ? 'YES' : 'NO';
  return [
    'ssl_enable=YES',
    'allow_anon_ssl=YES',
    'ssl_ciphers=HIGH',
    `force_anon_logins_ssl=${login}`,
    `force_anon_data_ssl=${data}`,
    ...(tls.mode === 'implicit' ? ['implicit_ssl=YES'] : []),
  ];
}

/** vsftpd, anonymous only: its other accounts would need PAM and a user of the machine. */
export const vsftpd: Product = {
  account: { user: 'anonymous', password: 'lab@example.org' },
  async prepare(server, place) {
    const configuration = join(place.folder, 'vsftpd.conf');
    const lines = [
      'listen=YES',
      'background=NO',
      // In network namespaces of their own, sessions would outlive the lab, which ends what it finds in its own ones.
      'isolate_network=NO',
      `listen_port=${place.port}`,
      'anonymous_enable=YES',
      `anon_root=${place.files}`,
      // Its home directory has to exist, although the session never gets to see it.
      'ftp_username=daemon',
      'nopriv_user=nobody',
      `secure_chroot_dir=${place.folder}/chroot`,
      'connect_from_port_20=YES',
      ...(place.passive === null ? [] : [`pasv_min_port=${place.passive.low}`, `pasv_max_port=${place.passive.high}`]),
      ...(server.advertise === undefined ? [] : [`pasv_address=${server.advertise}`]),
      `rsa_cert_file=${place.certificate}`,
      `vsftpd_log_file=${place.folder}/vsftpd.log`,
      ...tlsLines(server.tls),
      ...(server.settings ?? []),
    ];
    await writeFile(configuration, `${lines.join('\n')}\n`);
    return [program('vsftpd'), configuration];
  },
};
