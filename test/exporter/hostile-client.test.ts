import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test, type TestContext } from 'node:test';
import { simulate } from '../../src/lab/network.js';
import healthy from '../../src/lab/scenarios/healthy.js';
import { labConfig, startFor, type Started } from './start.js';

/** Sends a text and answers with all that comes back until the exporter closes. */
async function raw(t: TestContext, url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect(Number(port), hostname);
  t.after(() => socket.destroy());
  socket.write(text);
  let answer = '';
  socket.on('data', (data) => (answer += data.toString('latin1')));
  socket.on('error', () => undefined);
  await once(socket, 'close');
  return answer;
}

/** How many requests were refused so far, of whatever reason. */
async function refused({ get }: Started): Promise<number> {
  const text = await (await get('/metrics')).text();
  const counts = [...text.matchAll(/^ftpdoctor_exporter_refused_total\{.*\} (\d+)$/gm)].map(([, count]) =>
    Number(count),
  );
  assert.ok(counts.length > 0);
  return counts.reduce((sum, count) => sum + count, 0);
}

async function guarded(t: TestContext): Promise<Started & { readonly probed: () => number }> {
  let count = 0;
  const network = (): ReturnType<typeof simulate> => {
    count++;
    return simulate(healthy);
  };
  return { ...(await startFor(t, labConfig, { network })), probed: () => count };
}

/** Targets that would have the exporter talk to something that is no permitted FTP server. */
const forbidden = [
  ...['127.0.0.1', '127.0.0.1:22', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0', '2130706433', '0x7f000001'],
  ...['0177.0.0.1', '127.1', '169.254.169.254', '169.254.169.254:80', '[fe80::1]', '[fd00::1]:21', '10.0.0.1'],
  ...['ftp://169.254.169.254:80/latest/meta-data', 'ftps://10.0.0.1', 'http://169.254.169.254/', 'file:///etc/passwd'],
  ...['gopher://127.0.0.1:6379/_FLUSHALL', 'ftp.example.com:22', 'ftp.example.com:80', 'ftp.example.com.evil.example'],
  ...['ftp.example.com@127.0.0.1', 'ftp://ftp.example.com@127.0.0.1/', 'ftp://ftp.example.com:21@127.0.0.1/'],
  ...[
    '127.0.0.1#ftp.example.com',
    '127.0.0.1?ftp.example.com',
    'evil.example/ftp.example.com',
    'ftp.example.com\\@evil',
  ],
  ...['ftp.example.com\r\nPORT 1', 'ftp.example.com\0.evil', 'ftp.exаmple.com', '-oProxyCommand=x'],
  ...['unix:/var/run/docker.sock', '/etc/passwd', '../../etc/passwd', '$(reboot)', '"; DROP TABLE x', '%s%n'],
];

test('attempts to have the exporter connect elsewhere are refused and counted, and nothing is dialled', async (t) => {
  const started = await guarded(t);
  for (const [at, target] of forbidden.entries()) {
    const response = await started.get(`/probe?target=${encodeURIComponent(target)}`);
    assert.ok([400, 403].includes(response.status), `${target}: ${response.status}`);
    assert.equal(await refused(started), at + 1, target);
  }
  assert.equal(started.probed(), 0);
  t.diagnostic(`${forbidden.length} forbidden targets were asked for, all refused and counted`);
});

const escapes = ['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '%252e%252e%252f', '..\\', '..%5c', '..;/', '%c0%ae%c0%ae/'];
/** Request targets that would read a file of the machine from a server that serves any. */
const paths = [
  ...escapes.flatMap((up) => ['', 'report/', 'probe/', '-/'].map((from) => `/${from}${up.repeat(8)}etc/passwd`)),
  ...[
    '//etc/passwd',
    '/etc/passwd',
    '/.env',
    '/.git/config',
    '/exporter.yml',
    '/web.yml',
    '/%00',
    '/proc/self/environ',
  ],
  ...['/report?key=../../etc/passwd', '/report?key=/etc/passwd', '/report', '/report?key=', '/report?key=a&key=b'],
  ...['/probe?target=ftp.example.com&module=../../etc/passwd', '/probe?target=ftp.example.com&module=__proto__'],
  ...[
    '/probe?target=ftp.example.com&module=constructor',
    '/-/../-/reload',
    '/-/Reload',
    '/PROBE',
    'http://127.0.0.1/x',
  ],
  ...['http://169.254.169.254/latest/meta-data', 'ftp://ftp.example.com/', '*', 'x'],
];

test('paths that lead out of the exporter are refused and counted, and show no file', async (t) => {
  const started = await guarded(t);
  for (const [at, path] of paths.entries()) {
    const answer = await raw(t, started.exporter.url, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    assert.match(answer, /^HTTP\/1\.1 (?:400|403|404|405) /, path);
    assert.doesNotMatch(answer, /root:|targets:|PATH=/, path);
    assert.equal(await refused(started), at + 1, path);
  }
  assert.equal(started.probed(), 0);
  t.diagnostic(`${paths.length} paths were asked for, all refused and counted`);
});

test('only GET and HEAD are taken, whatever else is asked', async (t) => {
  const started = await guarded(t);
  const methods = ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE'];
  for (const [at, method] of methods.entries()) {
    const text = `${method} /probe?target=ftp.example.com HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
    assert.match(await raw(t, started.exporter.url, text), /^HTTP\/1\.1 405 .*\r\nAllow: GET, HEAD\r\n/s, method);
    assert.equal(await refused(started), at + 1, method);
  }
  for (const text of [
    'CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: x\r\n\r\n',
    'FROB / HTTP/1.1\r\nHost: x\r\n\r\n',
    'GET /probe?target=ftp.example.com HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    'GET /probe?target=ftp.example.com HTTP/1.1\r\nHost: x\r\nX: a\r\n b\0\r\n\r\n',
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  ])
    assert.doesNotMatch(await raw(t, started.exporter.url, text), /^HTTP\/1\.1 200 /, text);
  assert.equal(started.probed(), 0);
  assert.equal((await started.get('/-/healthy')).status, 200);
});

test('a crowd of clients that say nothing, or half a request, keeps nobody from a probe', async (t) => {
  const started = await guarded(t);
  const { hostname, port } = new URL(started.exporter.url);
  const crowd = Array.from({ length: 200 }, (_, at) => {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    t.after(() => socket.destroy());
    if (at % 2 === 0) socket.write('GET /probe?target=ftp.example.com HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    return once(socket, 'connect');
  });
  await Promise.all(crowd);
  assert.equal((await started.get('/probe?target=ftp.example.com')).status, 200);
  assert.equal(started.probed(), 1);
});
