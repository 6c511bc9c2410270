import { parseNetrc } from '../../../src/cli/netrc.js';
import { UsageError } from '../../../src/cli/usage-error.js';
import { parseConfig } from '../../../src/exporter/config.js';
import { hashPassword } from '../../../src/exporter/password-hash.js';
import { parseWebConfig } from '../../../src/exporter/web-config.js';
import { readTargets } from '../../../src/fleet/load.js';
import type { Ending, Kind } from '../kind.js';

const targets = [
  'defaults:\n  timeout: 5s\n  modes: [pasv, epsv]\ntargets:\n  - ftp.example.com\n  - host: ftps://192.0.2.7:990\n    user: joe\n    require: epsv\n    expect-range: 50000-50100\n  - {host: "[2001:db8::1]:2121", tls: explicit}\n',
  'ftp.example.com\n# a comment\nftp://joe@192.0.2.1:2121/pub\n\n[2001:db8::7]:21\n',
  'targets: &all\n  - ftp.example.com\n  - *all\n',
];
const config =
  'targets: [ftp.example.com, "*.example.org:*", 10.0.0.0/8, "[2001:db8::]/32:21-22"]\ncache: 10s\nconcurrency: 20\nmodules:\n  default: {}\n  deep: {modes: [pasv, epsv], require: epsv, timeout: 5, tls: explicit, tls-insecure: true, port: 2121, cache: 0}\n';

/** A complaint in words is an answer; anything else thrown is a fault. */
async function asked(question: () => Promise<unknown>): Promise<Ending> {
  try {
    await question();
    return 'read';
  } catch (error) {
    if (!(error instanceof UsageError) || error.message === '') throw error;
    return 'refused';
  }
}

const bytes = (...texts: readonly string[]): Buffer[] => texts.map((text) => Buffer.from(text));

/** The files that people write for the program: targets, the exporter's two, and .netrc. */
export default [
  {
    id: 'targets',
    seeds: () => bytes(...targets),
    read: (input) => asked(() => readTargets('fuzz.yml', input.toString('utf8'), {})),
  },
  {
    id: 'exporter-config',
    seeds: () => bytes(config),
    read: (input) => asked(() => parseConfig('fuzz.yml', input.toString('utf8'), {})),
  },
  {
    id: 'web-config',
    seeds: async () =>
      bytes(
        `basic_auth_users:\n  prometheus: ${await hashPassword('s3cret')}\n  other: ${await hashPassword('x')}\n`,
        'basic_auth_users: {other: $2y$10$abcdefgh}\n',
        'tls_server_config:\nbasic_auth_users: {}\n',
        'tls_server_config:\n  cert_file: no.pem\n  key_file: no.key\n  min_version: TLS13\n  client_auth_type: NoClientCert\n',
      ),
    read: (input) => asked(() => parseWebConfig('/nonexistent/web.yml', input.toString('utf8'))),
  },
  {
    id: 'netrc',
    seeds: () =>
      bytes(
        'machine ftp.example.com login joe password "a b\\"c" account x\nmacdef m\nput x\n\n# c\ndefault login ftp password x\n',
      ),
    read: (input) => (parseNetrc(input.toString('utf8'), 'ftp.example.com', 'joe') === null ? 'refused' : 'read'),
  },
] satisfies readonly Kind[];
