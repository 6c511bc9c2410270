import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { TLSSocket } from 'node:tls';
import { simulate } from '../../src/lab/network.js';
import healthy from '../../src/lab/scenarios/healthy.js';
import { hashPassword } from '../../src/exporter/password-hash.js';
import { startExporter } from '../../src/exporter/exporter.js';
import { serve } from '../../src/exporter/server.js';
import type { Site } from '../../src/exporter/site.js';
import { createStatistics } from '../../src/exporter/statistics.js';
import { labConfig, startFor } from './start.js';

async function raw(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect(Number(port), hostname);
  socket.write(text);
  let answer = '';
  socket.on('data', (data) => {
    answer += data.toString('latin1');
  });
  socket.on('error', () => undefined);
  await once(socket, 'close');
  return answer;
}

const basic = (text: string): Record<string, string> => ({
  Authorization: `Basic ${Buffer.from(text).toString('base64')}`,
});

test('headers beyond 8 KiB and texts that are not HTTP are refused, and the exporter goes on', async (t) => {
  const { exporter, get } = await startFor(t, labConfig);
  assert.match(
    await raw(exporter.url, `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(9000)}\r\n\r\n`),
    /^HTTP\/1\.1 431 /,
  );
  assert.match(await raw(exporter.url, 'USER anonymous\r\n\r\n'), /^HTTP\/1\.1 400 /);
  assert.match(await raw(exporter.url, 'GET / HTTP/1.1\r\n\r\n'), /^HTTP\/1\.1 400 /);
  assert.equal((await get('/-/healthy')).status, 200);
});

test('a request whose body never ends is answered and let go', async (t) => {
  const { exporter } = await startFor(t, labConfig);
  const answer = await raw(exporter.url, 'POST /-/reload HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nabc');
  assert.match(answer, /^HTTP\/1\.1 200 OK\r\n.*Connection: close\r\n/s);
});

test('a client that takes its time over the headers is cut off', async (t) => {
  const { statistics, prober } = { statistics: createStatistics('0'), prober: { stop: () => Promise.resolve() } };
  const quick = { headersTimeout: 50, requestTimeout: 60, keepAliveTimeout: 50, connectionsCheckingInterval: 10 };
  const running = await serve({ statistics, prober } as unknown as Site, null, '127.0.0.1', 0, 16, {
    ...quick,
    maxHeaderSize: 8192,
  });
  t.after(() => running.stop(0));
  assert.match(await raw(running.url, 'GET / HTTP/1.1\r\nHost: x\r\nX: y'), /^HTTP\/1\.1 408 /);
});

test('users of the web configuration get in with their password, and nobody else anywhere', async (t) => {
  const web = `basic_auth_users:\n  prometheus: ${await hashPassword('s3cret')}\n`;
  const { get } = await startFor(t, labConfig, { web });
  for (const path of ['/', '/probe?target=ftp.example.com', '/metrics', '/-/healthy', '/nowhere']) {
    const refused = await get(path);
    assert.equal(refused.status, 401, path);
    assert.match(refused.headers.get('www-authenticate') ?? '', /^Basic realm=/);
    assert.equal((await get(path, { headers: basic('prometheus:wrong') })).status, 401);
  }
  assert.equal((await get('/-/healthy', { headers: basic('prometheus:s3cret') })).status, 200);
});

test('the web configuration is complained about with place and mend', async (t) => {
  const refuse = (web: string, why: RegExp): Promise<void> =>
    assert.rejects(startFor(t, labConfig, { web }), (error: Error) => {
      assert.match(error.message, why);
      return error.name === 'UsageError';
    });
  await refuse('basic_auth_users: {a: $2y$10$abcdefgh}', /web\.yml:1:20: .*bcrypt hash.*--hash-password/);
  await refuse('basic_auth_users: {a: hunter2}', /no scrypt hash/);
  await refuse('http_server_config: {}', /"http_server_config" is not supported/);
  await refuse('tls_server_config: {cert_file: nowhere.pem, key_file: k}', /nowhere\.pem does not exist/);
  await refuse('tls_server_config: {cert_file: web.yml, key_file: web.yml}', /cannot be used/);
  await refuse('tls_server_config: {min_version: TLS10}', /min_version is TLS12 or TLS13/);
});

test('with a certificate it speaks HTTPS, and a reload takes a renewed one', async (t) => {
  const { write, folder, exporter } = await startFor(t, labConfig);
  const make = (name: string): void => {
    const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
    args.push('-subj', `/CN=${name}`, '-keyout', `${folder}/key.pem`, '-out', `${folder}/cert.pem`);
    const made = spawnSync('openssl', args, { encoding: 'utf8' });
    assert.equal(made.status, 0, made.stderr);
  };
  if (spawnSync('openssl', ['version']).error !== undefined) {
    t.skip('openssl is not on this machine');
    return;
  }
  assert.match(exporter.url, /^http:/);
  make('first.example');
  const configFile = await write('exporter.yml', labConfig);
  const webConfigFile = await write('web.yml', 'tls_server_config: {cert_file: cert.pem, key_file: key.pem}');
  const around = { env: {}, network: () => simulate(healthy), now: () => performance.now(), log: () => undefined };
  const options = { configFile, webConfigFile, host: '127.0.0.1', port: 0, allowAny: false };
  const secure = await startExporter(options, around);
  t.after(() => secure.stop(0));
  const peer = async (): Promise<string> => {
    const asked = request(new URL('/-/healthy', secure.url), {
      ...{ ca: readFileSync(`${folder}/cert.pem`), checkServerIdentity: () => undefined, agent: false },
    });
    asked.end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    const { socket } = response;
    assert.ok(socket instanceof TLSSocket);
    return String(socket.getPeerCertificate().subject.CN);
  };
  assert.match(secure.url, /^https:/);
  assert.equal(await peer(), 'first.example');
  make('second.example');
  assert.equal(await secure.reload(), null);
  assert.equal(await peer(), 'second.example');
  await write('web.yml', '');
  assert.match((await secure.reload()) ?? '', /only by a restart/);
});

test('an address that is taken is a complaint that names it', async (t) => {
  const { exporter } = await startFor(t, labConfig);
  const options = { configFile: null, webConfigFile: null, host: '127.0.0.1', allowAny: false };
  const around = { env: {}, network: () => simulate(healthy), now: () => performance.now(), log: () => undefined };
  await assert.rejects(startExporter({ ...options, port: Number(new URL(exporter.url).port) }, around), {
    name: 'UsageError',
    message: /^--listen: 127\.0\.0\.1:\d+ is taken already/,
  });
});

test('a stop answers what is under way, takes no more, and leaves nothing open', async (t) => {
  let reached: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => {
    reached = resolve;
  });
  let signal: AbortSignal | undefined;
  const network = (given: AbortSignal): ReturnType<typeof simulate> => {
    signal = given;
    const lab = simulate(healthy);
    return {
      ...lab,
      resolve: () => {
        reached();
        return new Promise((resolve) => {
          given.addEventListener('abort', () => {
            resolve({ ok: false, failure: { kind: 'unknown', detail: 'interrupted' } });
          });
        });
      },
    };
  };
  const { exporter, get } = await startFor(t, labConfig, { network });
  const answer = get('/probe?target=ftp.example.com');
  await arrived;
  await exporter.stop(10);
  assert.equal(signal?.reason, 'interrupted');
  const response = await answer;
  assert.equal(response.status, 200);
  assert.match(await response.text(), /ftpdoctor_verdict\{verdict="inconclusive"\} 1/);
  await assert.rejects(get('/-/healthy'));
});
