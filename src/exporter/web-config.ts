import { dirname, resolve } from 'node:path';
import { createSecureContext, type SecureContextOptions } from 'node:tls';
import { UsageError } from '../cli/usage-error.js';
import { readText } from './config.js';
import type { Users } from './authenticate.js';
import { readHash, type PasswordHash } from './password-hash.js';
import { isMapping, readYaml, type Path } from '../cli/yaml.js';

/** How the exporter is reached: the web configuration file that Prometheus exporters share. */
export interface WebConfig {
  /** `null` for plain HTTP. */
  readonly tls: (SecureContextOptions & { readonly requestCert?: boolean }) | null;
  /** `null` lets everybody in. */
  readonly users: Users | null;
}

/** Plain HTTP for everybody. */
export const openWeb: WebConfig = { tls: null, users: null };

const versions = { TLS12: 'TLSv1.2', TLS13: 'TLSv1.3' } as const;
const tlsKeys = ['cert_file', 'key_file', 'min_version', 'client_auth_type', 'client_ca_file'];

/** Reads a web configuration. Throws `UsageError` with place and mend. Files are relative to the file itself. */
export async function parseWebConfig(file: string, text: string): Promise<WebConfig> {
  const { value, place } = await readYaml(file, text);
  const fail = (path: Path, words: string): never => {
    throw new UsageError(`${place(path)}: ${words}`);
  };
  const mapping = (path: Path, found: unknown): Readonly<Record<string, unknown>> =>
    isMapping(found ?? {})
      ? ((found ?? {}) as Record<string, unknown>)
      : fail(path, `${path.at(-1) ?? 'the file'} must be a mapping`);
  const known = (path: Path, found: Readonly<Record<string, unknown>>, keys: readonly string[]): void => {
    const odd = Object.keys(found).find((key) => !keys.includes(key));
    if (odd !== undefined) fail([...path, odd], `"${odd}" is not supported; choose from ${keys.join(', ')}`);
  };
  const root = mapping([], value);
  known([], root, ['tls_server_config', 'basic_auth_users']);

  function users(): Map<string, PasswordHash> {
    const found = new Map<string, PasswordHash>();
    for (const [user, line] of Object.entries(mapping(['basic_auth_users'], root['basic_auth_users']))) {
      const path = ['basic_auth_users', user];
      const hash = typeof line === 'string' ? readHash(line) : null;
      if (hash === null) {
        const bcrypt = typeof line === 'string' && /^\$2[abxy]\$/.test(line);
        const what = bcrypt ? 'a bcrypt hash, which Node.js cannot check' : 'no scrypt hash';
        return fail(path, `the entry of "${user}" is ${what}; make one with: ftpdoctor exporter --hash-password`);
      }
      found.set(user, hash);
    }
    return found;
  }

  function tls(): WebConfig['tls'] {
    const path = ['tls_server_config'];
    const given = mapping(path, root['tls_server_config']);
    known(path, given, tlsKeys);
    const read = (key: string): string => {
      const named = given[key];
      if (typeof named !== 'string' || named === '') return fail(path, `${key} is missing; it names a PEM file`);
      return readText(place([...path, key]), resolve(dirname(file), named));
    };
    const version = given['min_version'] ?? 'TLS12';
    if (version !== 'TLS12' && version !== 'TLS13')
      return fail([...path, 'min_version'], 'min_version is TLS12 or TLS13');
    const auth = given['client_auth_type'] ?? 'NoClientCert';
    if (auth !== 'NoClientCert' && auth !== 'RequireAndVerifyClientCert') {
      return fail([...path, 'client_auth_type'], 'client_auth_type is NoClientCert or RequireAndVerifyClientCert');
    }
    const options = { cert: read('cert_file'), key: read('key_file'), minVersion: versions[version] };
    const full = auth === 'NoClientCert' ? options : { ...options, ca: read('client_ca_file'), requestCert: true };
    try {
      createSecureContext(full);
    } catch (error) {
      return fail(
        path,
        `certificate and key cannot be used (${error instanceof Error ? error.message : String(error)})`,
      );
    }
    return full;
  }

  return {
    tls: root['tls_server_config'] == null ? null : tls(),
    // Present and empty lets nobody in: someone meant to have users here.
    users: 'basic_auth_users' in root ? users() : null,
  };
}
