import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simulate } from '../../src/lab/network.js';
import type { Scenario } from '../../src/lab/scenario.js';
import { findScenario } from '../../src/lab/scenarios/index.js';
import { payloads } from '../formats/payloads.js';
import { checkedBy } from '../formats/tools.js';
import { labConfig, startFor } from './start.js';

function scenario(id: string): Scenario {
  const found = findScenario(id);
  assert.ok(found !== undefined);
  return found;
}

/** The value of a series in the exposition format. */
function value(text: string, series: string): string | undefined {
  return text
    .split('\n')
    .find((line) => line.startsWith(`${series} `))
    ?.slice(series.length + 1);
}

test('a probe answers with the verdict, the modes and the findings of one check', async (t) => {
  const { get } = await startFor(t, labConfig, { network: () => simulate(scenario('server-behind-nat')) });
  const response = await get('/probe?target=ftp.example.com');
  const text = await response.text();
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
  assert.equal(value(text, 'ftpdoctor_up'), '1');
  assert.equal(value(text, 'ftpdoctor_mode_ok{mode="PASV",tls="off"}'), '0');
  assert.match(text, /ftpdoctor_finding_info\{id="pasv-address-private",party="server[a-z-]*",confidence="[a-z]+"\} 1/);
  assert.equal(value(text, 'ftpdoctor_result_age_seconds'), '0.000000');
});

test('the metrics of a probe and of the exporter pass promtool', async (t) => {
  const { get } = await startFor(t, labConfig);
  for (const path of ['/probe?target=ftp.example.com', '/metrics']) {
    const result = checkedBy('promtool', ['check', 'metrics'], await (await get(path)).text());
    if (result === null) {
      t.skip('promtool is not on this machine (test/monitoring/install-tools.sh installs it)');
      return;
    }
    assert.ok(result.ok && result.words === '', result.words);
  }
});

test('nothing is probed that the configuration does not list', async (t) => {
  let asked = 0;
  const network = (): ReturnType<typeof simulate> => {
    asked++;
    return simulate(scenario('healthy'));
  };
  const { get } = await startFor(t, labConfig, { network });
  for (const target of ['127.0.0.1', 'ftp.example.com:22', 'ftp.example.com.evil.net', '[::1]:21', 'ftp://other/']) {
    const response = await get(`/probe?target=${encodeURIComponent(target)}`);
    assert.equal(response.status, 403, target);
  }
  assert.equal(asked, 0);
  assert.equal(value(await (await get('/metrics')).text(), 'ftpdoctor_exporter_refused_total{reason="target"}'), '5');
});

test('without targets the exporter says that it will probe nothing', async (t) => {
  const { get, log } = await startFor(t, '');
  assert.match(log.join('\n'), /no target may be probed yet/);
  assert.equal((await get('/probe?target=ftp.example.com')).status, 403);
});

test('any target is probed only where that was asked for, and then only without a password', async (t) => {
  const config = 'modules: {joe: {user: joe, password-env: PW, targets: [ftp.example.net]}}';
  const { get } = await startFor(t, config, { allowAny: true, env: { PW: 'hunter2' } });
  assert.equal((await get('/probe?target=ftp.example.com')).status, 200);
  assert.equal((await get('/probe?target=ftp.example.com&module=joe')).status, 403);
});

test('requests that cannot be understood are refused with a line that says why', async (t) => {
  const { get } = await startFor(t, labConfig);
  for (const [path, why] of [
    ['/probe', /give one target/],
    ['/probe?target=', /give one target/],
    ['/probe?target=a&target=b', /give one target/],
    ['/probe?target=ftp.example.com&module=', /no such module; there are: default/],
    ['/probe?target=ftp.example.com&module=nope', /no such module/],
    ['/probe?target=ftp://joe:hunter2@ftp.example.com', /no password|belong in the module/],
    ['/probe?target=a%00b', /blanks or control characters/],
    ['/probe?target=%1b[31mx', /\\x1b|blanks or control characters/],
  ] as const) {
    const response = await get(path);
    const text = await response.text();
    assert.equal(response.status, 400, path);
    assert.match(text, why);
    assert.ok(!text.includes('hunter2') && !text.includes('\x1b'), text);
  }
  const response = await get('/probe?target=ftp.example.com', {
    headers: { 'X-Prometheus-Scrape-Timeout-Seconds': 'soon' },
  });
  assert.equal(response.status, 400);
  assert.equal((await get(`/probe?target=${'a'.repeat(3000)}`)).status, 414);
  assert.equal((await get('/nowhere')).status, 404);
  assert.equal((await get('/probe?target=ftp.example.com', { method: 'POST' })).headers.get('allow'), 'GET, HEAD');
  assert.equal((await get('/-/reload')).status, 405);
});

test('a second scrape within the cache time costs the server nothing', async (t) => {
  let checks = 0;
  const network = (): ReturnType<typeof simulate> => {
    checks++;
    return simulate(scenario('healthy'));
  };
  const { get } = await startFor(t, `${labConfig}cache: 60s`, { network });
  const first = await (await get('/probe?target=ftp.example.com')).text();
  const second = await (await get('/probe?target=FTP.example.com:21')).text();
  assert.equal(checks, 1);
  assert.equal(value(second, 'probe_success'), value(first, 'probe_success'));
  assert.ok(Number(value(second, 'ftpdoctor_result_age_seconds')) > 0);
  assert.equal(
    value(await (await get('/metrics')).text(), 'ftpdoctor_exporter_shared_results_total{from="cache"}'),
    '1',
  );
});

test('a reload takes the new configuration, and a faulty one leaves the old in place and says so', async (t) => {
  const { get, write, log } = await startFor(t, 'targets: [ftp.example.net]');
  assert.equal((await get('/probe?target=ftp.example.com')).status, 403);
  await write('exporter.yml', labConfig);
  assert.equal((await get('/-/reload', { method: 'POST' })).status, 200);
  assert.equal((await get('/probe?target=ftp.example.com')).status, 200);
  await write('exporter.yml', 'targets: [ftp.example.net]\nmodles: {}');
  const refused = await get('/-/reload', { method: 'POST' });
  assert.equal(refused.status, 500);
  assert.match(log.at(-1) ?? '', /exporter\.yml:2:1: "modles" is unknown; did you mean modules\?/);
  assert.equal((await get('/probe?target=ftp.example.com')).status, 200);
  const metrics = await (await get('/metrics')).text();
  assert.equal(value(metrics, 'ftpdoctor_exporter_config_last_reload_successful'), '0');
  const fromPage = await get('/-/reload', { method: 'POST', headers: { Origin: 'https://evil.example' } });
  assert.equal(fromPage.status, 403);
});

test('the pages show the last results, escaped, and let nothing run', async (t) => {
  const hostile = `<script>alert(1)</script>${payloads['terminal'] ?? '\x1b]0;x\x07'}`;
  const network = (): ReturnType<typeof simulate> => {
    const real = simulate(scenario('healthy'));
    return {
      ...real,
      connect: async (to, options) => {
        const outcome = await real.connect(to, options);
        if (!outcome.ok || options.purpose !== 'control') return outcome;
        let greeted = false;
        const read: typeof outcome.value.read = async (ms) => {
          if (greeted) return outcome.value.read(ms);
          greeted = true;
          return { ok: true, value: Buffer.from(`220 ${hostile}\r\n`) };
        };
        return { ok: true, value: { ...outcome.value, read } };
      },
    };
  };
  const { get } = await startFor(t, labConfig, { network });
  await (await get('/probe?target=ftp.example.com')).text();
  const front = await get('/');
  const link = /href="(report[^"]+)"/.exec(await front.text())?.[1];
  assert.ok(link !== undefined);
  const report = await get(`/${link.replaceAll('&amp;', '&')}`);
  const page = await report.text();
  assert.ok(page.includes('&lt;script&gt;alert(1)&lt;/script&gt;'), page);
  assert.ok(!page.includes('<script') && !page.includes('\x1b'));
  assert.match(report.headers.get('content-security-policy') ?? '', /^default-src 'none';.*frame-ancestors 'none'$/);
  assert.equal((await get('/report?key=nothing')).status, 404);
});

test('the password of a module is in no page, label or log', async (t) => {
  const config = 'modules: {joe: {user: joe, password-env: PW, targets: [ftp.example.com]}}';
  const env = { PW: 'hunter2-xyzzy' };
  const { get, log } = await startFor(t, config, { env });
  const texts = [await (await get('/probe?target=ftp.example.com&module=joe')).text()];
  texts.push(await (await get('/')).text(), await (await get('/metrics')).text());
  texts.push(await (await get('/report?key=joe%20off%20ftp.example.com%3A21')).text());
  assert.match(texts.at(-1) ?? '', /joe/);
  assert.ok(![...texts, ...log].some((text) => text.includes('xyzzy')));
});

test('health answers, also to HEAD', async (t) => {
  const { get } = await startFor(t, labConfig);
  assert.equal(await (await get('/-/healthy')).text(), 'healthy\n');
  assert.equal((await get('/-/ready')).status, 200);
  const head = await get('/-/healthy', { method: 'HEAD' });
  assert.deepEqual([head.status, await head.text()], [200, '']);
});
