import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../lab/places.js';
import { main, openPath, pathMissing, server, until, type Path } from './path.js';

const missing = pathMissing('nagios4');

/** What Debian's objects would define around the deployed file, and the main file of a daemon of our own. */
function configure({ folder, passwordFile }: Path): string {
  const plugin = join(folder, 'ftpdoctor');
  writeFileSync(plugin, `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`);
  chmodSync(plugin, 0o755);
  const deployed = readFileSync(join(projectRoot, 'deploy/nagios/ftpdoctor.cfg'), 'utf8');
  const options = `--user ${server.user} --password-file ${passwordFile} --port 2121 --timeout 1s`;
  writeFileSync(
    join(folder, 'ftpdoctor.cfg'),
    deployed
      .replaceAll('/usr/local/bin/ftpdoctor', plugin)
      .replace('check_ftpdoctor!--modes', `check_ftpdoctor!${options} --modes`)
      .replace('check_interval          5', 'check_interval          2'),
  );
  writeFileSync(
    join(folder, 'around.cfg'),
    `define timeperiod { 
      timeperiod_name 24x7
      alias always
      ${['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'].map((day) => `${day} 00:00-24:00`).join('\n')}
    }
    define command {
      command_name nothing
      command_line /bin/true
    }
    define contact {
      contact_name root
      host_notification_commands nothing
      service_notification_commands nothing
      host_notification_period 24x7
      service_notification_period 24x7
      host_notifications_enabled 0
      service_notifications_enabled 0
    }
    define contactgroup {
      contactgroup_name admins
      alias admins
      members root
    }
    define host {
      host_name lab
      address 127.0.0.1
      hostgroups ftp-servers
      max_check_attempts 1
      check_period 24x7
      notification_period 24x7
      notification_interval 0
      contacts root
    }\n`,
  );
  mkdirSync(join(folder, 'results'));
  const settings = {
    log_file: join(folder, 'nagios.log'),
    status_file: join(folder, 'status.dat'),
    object_cache_file: join(folder, 'objects.cache'),
    state_retention_file: join(folder, 'retention.dat'),
    temp_file: join(folder, 'nagios.tmp'),
    temp_path: folder,
    check_result_path: join(folder, 'results'),
    command_file: join(folder, 'nagios.cmd'),
    query_socket: join(folder, 'nagios.qh'),
    lock_file: join(folder, 'nagios.pid'),
    ...{ nagios_user: 'root', nagios_group: 'root', interval_length: 1, status_update_interval: 1 },
    ...{ service_inter_check_delay_method: 'n', max_service_check_spread: 1, check_external_commands: 0 },
  };
  const lines = [
    ...[`cfg_file=${folder}/ftpdoctor.cfg`, `cfg_file=${folder}/around.cfg`],
    ...Object.entries(settings).map(([key, value]) => `${key}=${value}`),
  ];
  const file = join(folder, 'nagios.cfg');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

/** State and output of the service, as the daemon has them. */
function seen(folder: string): string {
  try {
    const block = /servicestatus \{[^}]*\}/s.exec(readFileSync(join(folder, 'status.dat'), 'utf8'))?.[0] ?? '';
    const field = (name: string): string => new RegExp(`^\\s${name}=(.*)$`, 'm').exec(block)?.[1] ?? '';
    return `${field('current_state')} ${field('plugin_output')} | ${field('performance_data')}`;
  } catch {
    return 'no status yet';
  }
}

test(
  'a Nagios daemon sees OK, then CRITICAL when the path breaks, then OK when it is mended',
  { skip: missing === '' ? false : missing, timeout: 600_000 },
  async (t) => {
    const path = await openPath();
    t.after(() => path.close());
    const file = configure(path);
    assert.match(path.run(['nagios4', '-v', file]), /Total Errors: {3}0/);
    path.start(['nagios4', file]);
    const becomes = (wanted: RegExp): Promise<void> =>
      until(`Nagios sees ${String(wanted)}`, () => wanted.test(seen(path.folder)) || seen(path.folder));
    await becomes(/^0 FTPDOCTOR OK - .* \| 'time'=\d+\.\d+s;;;0 'pasv'=1 'epsv'=1/);
    path.break();
    await becomes(/^2 FTPDOCTOR CRITICAL - .* 'pasv'=0 'epsv'=0/);
    path.mend();
    await becomes(/^0 FTPDOCTOR OK - /);
    const status = readFileSync(join(path.folder, 'status.dat'), 'utf8');
    assert.ok(!status.includes(server.password));
  },
);
