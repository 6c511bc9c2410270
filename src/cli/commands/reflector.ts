import { formatEndpoint } from '../../protocol/address.js';
import { jsonLog } from '../../reflector/log.js';
import { PortTrouble, startReflector, type Reflector } from '../../reflector/reflector.js';
import { warn, type Command } from '../command.js';
import { whyNoPort } from '../reflector/port-trouble.js';
import { leaveRoot } from '../reflector/leave-root.js';
import { settingsOf } from '../reflector/settings.js';
import { onInterrupt } from '../signals.js';
import { UsageError } from '../usage-error.js';
import { isSet, word } from '../words.js';
import { version } from '../../version.js';

const serving = 'What to serve';
const guard = 'Whom to serve';

/** Where people reach it, and how they use it. */
function welcome({ doors, openPorts }: Reflector, range: string): string {
  const names = doors.map(({ host, port, tls }) => {
    const at = host === '' ? `port ${port}` : formatEndpoint({ host, port });
    return tls ? `${at} (TLS)` : at;
  });
  return [
    `reflector ${version} on ${names.join(', ')}; data connections on ${range}, of which ${openPorts.join(', ')} are always open`,
    'any FTP client can log in and list it; docs/reflector.md tells what to ask it; Ctrl-C ends it',
  ].join('\n');
}

export default {
  name: 'reflector',
  takes: '',
  most: 0,
  title:
    'The cooperating far end: a small FTP server without files that tells what arrived of what was sent. Its log goes to standard error, one JSON line for each event.',
  examples: [
    ['ftpdoctor reflector', 'on ports 21 and 2121, data connections on 50000-50100'],
    ['ftpdoctor reflector --listen 21 --listen 2121 --listen 990:tls', 'implicit TLS as well'],
    ['ftpdoctor reflector --public-address 203.0.113.10', 'behind NAT that forwards the ports'],
  ],
  options: {
    listen: {
      takes: '[HOST:]PORT[:tls]',
      group: serving,
      says: 'a control port, :tls for implicit TLS (default 21 and 2121; repeatable)',
    },
    'data-range': { takes: 'LO-HI', group: serving, says: 'ports for data connections (default 50000-50100)' },
    'public-address': { takes: 'ADDRESS', group: serving, says: 'IPv4 address to name in reply to PASV' },
    'tls-cert': { takes: 'FILE', group: serving, says: 'certificate, PEM (default: one made for this run)' },
    'tls-key': { takes: 'FILE', group: serving, says: 'its key, PEM' },
    'token-file': {
      takes: 'FILE',
      group: guard,
      says: 'tokens, one a line, of which a client must know one; or FTPDOCTOR_REFLECTOR_TOKEN',
    },
    'max-sessions': { takes: 'N', group: guard, says: 'control connections at a time (default 1000)' },
    'max-per-address': { takes: 'N', group: guard, says: 'of them from one address (default 64)' },
    'max-per-minute': { takes: 'N', group: guard, says: 'new ones in a minute from one address (default 240)' },
    idle: { takes: 'TIME', group: guard, says: 'longest silence of a session that is logged in (default 15m)' },
    user: { takes: 'NAME', group: guard, says: 'whom root becomes once the ports are open (default nobody)' },
    quiet: { takes: null, group: guard, says: 'no welcome' },
  },
  async run(_, words) {
    const settings = settingsOf(words, process.env);
    const log = jsonLog((line) => process.stderr.write(line));
    let reflector: Reflector;
    try {
      reflector = await startReflector(settings, log);
    } catch (error) {
      if (error instanceof PortTrouble) throw new UsageError(whyNoPort(error));
      throw error;
    }
    let user: string | null;
    try {
      user = leaveRoot(word(words, 'user'));
    } catch (error) {
      await reflector.stop();
      throw error;
    }
    const { low, high } = settings.range;
    if (!isSet(words, 'quiet')) for (const line of welcome(reflector, `${low}-${high}`).split('\n')) warn(line);
    log('listening', { doors: reflector.doors.map(({ port, tls }) => `${port}${tls ? ':tls' : ''}`).join(' '), user });
    await new Promise<void>((resolve) => {
      onInterrupt(resolve);
    });
    const sessions = reflector.sessions();
    await reflector.stop();
    log('stopped', { sessions });
    return 0;
  },
} satisfies Command;
