import { startExporter } from '../../exporter/exporter.js';
import { hashPassword } from '../../exporter/password-hash.js';
import { isLoopback, readListen } from '../../exporter/listen.js';
import { tcpNetwork } from '../../network/tcp.js';
import { warn, type Command } from '../command.js';
import { writeOut } from '../output.js';
import { givenPassword } from '../password.js';
import { onInterrupt } from '../signals.js';
import { isSet, word } from '../words.js';

const group = 'Exporter';
/** Kubernetes and systemd kill after 30 and 90 seconds; a probe is rarely longer than this. */
const graceMs = 20_000;

export default {
  name: 'exporter',
  takes: '',
  most: 0,
  title: 'HTTP /probe for Prometheus, in the manner of the blackbox exporter',
  examples: [
    ['ftpdoctor exporter --config exporter.yml', 'probe what the file permits, on 127.0.0.1:9921'],
    ['ftpdoctor exporter --hash-password < password.txt', 'make a line for basic_auth_users'],
  ],
  options: {
    config: { takes: 'FILE', group, says: 'targets and modules, in YAML; read again on SIGHUP and POST /-/reload' },
    listen: { takes: 'ADDRESS', group, says: 'address and port to listen on (default 127.0.0.1:9921)' },
    'web-config': { takes: 'FILE', group, says: 'TLS and users, in the form that Prometheus exporters share' },
    'allow-any': { takes: null, group, says: 'probe any target: whoever reaches the exporter can scan with it' },
    'hash-password': { takes: null, group, says: 'print a hash of the password on standard input, and end' },
  },
  async run(_, words) {
    if (isSet(words, 'hash-password')) {
      const password = await givenPassword({ 'password-stdin': true });
      await writeOut(`${await hashPassword(password ?? '')}\n`);
      return 0;
    }
    const { host, port } = readListen(word(words, 'listen') ?? '127.0.0.1:9921');
    const allowAny = isSet(words, 'allow-any');
    const exporter = await startExporter(
      {
        configFile: word(words, 'config') ?? null,
        webConfigFile: word(words, 'web-config') ?? null,
        ...{ host, port, allowAny },
      },
      {
        env: process.env,
        network: (signal) => tcpNetwork({ signal }),
        now: () => performance.now(),
        log: warn,
      },
    );
    if (allowAny) warn('--allow-any: whoever reaches the exporter can have it connect to any host and port');
    if (!isLoopback(host) && word(words, 'web-config') === undefined) {
      warn(`${exporter.url} can be reached by others without a password; see --web-config`);
    }
    warn(`listening on ${exporter.url}`);
    const reload = (): void => {
      void exporter.reload();
    };
    process.on('SIGHUP', reload);
    await new Promise<void>((resolve) => {
      onInterrupt(resolve);
    });
    warn('stopping');
    await exporter.stop(graceMs);
    process.off('SIGHUP', reload);
    return 0;
  },
} satisfies Command;
