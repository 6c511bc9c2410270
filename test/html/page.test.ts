import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderAll } from '../../src/formats/format.js';
import html from '../../src/formats/html.js';
import { html as template, linesOf } from '../../src/formats/html/markup.js';
import { scenarios } from '../../src/lab/scenarios/index.js';
import type { Report } from '../../src/model/report.js';
import { payloads } from '../formats/payloads.js';
import { doubleFault, everything, filledWith, healthy, privateAddress, samples } from '../formats/reports.js';
import { style } from '../formats/styles.js';
import { diagnoseScenario } from '../support/scenario-run.js';

function page(report: Report): string {
  return html.render(report, style());
}

function idsOf(text: string): string[] {
  return [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? '');
}

function fragmentsOf(text: string): string[] {
  return [...text.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id ?? '');
}

/** The tags of a text in order, without what foreign text may change: attribute values. */
function skeleton(text: string): string[] {
  return [...text.replace(/<style>[^]*<\/style>/, '').matchAll(/<\/?[a-z!][^\s>]*/g)].map(([tag]) => tag);
}

test('a hole of the template takes text as text, in elements and in attributes', () => {
  const evil = `"'><script>x</script>&amp;\x1b`;
  const safe = '&quot;&#39;&gt;&lt;script&gt;x&lt;/script&gt;&amp;amp;\\x1b';
  assert.equal(template`<p title="${evil}">${evil}</p>`.markup, `<p title="${safe}">${safe}</p>`);
  assert.equal(template`${[null, false, 'a', [1, template`<b>${'<'}</b>`]]}`.markup, 'a1<b>&lt;</b>');
  assert.equal(linesOf('a\r\n<b>\x07\n').markup, 'a\n&lt;b&gt;\\x07');
});

test('whatever a server sends, the page has the same tags, no script and no address to load from', () => {
  for (const [name, payload] of Object.entries(payloads)) {
    const text = page(filledWith(payload));
    const tags = new Set(skeleton(text));
    assert.deepEqual(
      [...tags].filter((tag) => !skeletonOfSample.has(tag)),
      [],
      name,
    );
    assert.doesNotMatch(text, /href="(?!#)/i, name);
    // A quoted value may say what it likes; no name of an attribute may come from outside.
    assert.doesNotMatch(text.replace(/="[^"]*"/g, '=""'), /<[^>]+\s(?:on\w+|src|style|srcset|action)=/i, name);
  }
});
const skeletonOfSample = new Set([...skeleton(page(everything)), ...skeleton(page(privateAddress))]);

test('every page forbids everything but its own style', () => {
  for (const report of Object.values(samples))
    assert.match(
      page(report),
      /http-equiv="Content-Security-Policy"\s+content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;;/,
    );
});

test('every id is there once, and every link leads to one', () => {
  const pages = [
    ...Object.values(samples).map(page),
    page(everything),
    renderAll(html, [healthy, doubleFault, doubleFault], style()),
  ];
  for (const text of pages) {
    const ids = idsOf(text);
    assert.deepEqual(
      ids.filter((id, at) => ids.indexOf(id) !== at),
      [],
    );
    const known = new Set(ids);
    assert.deepEqual(
      fragmentsOf(text).filter((id) => !known.has(id)),
      [],
    );
  }
});

test('evidence points to the row of the ladder that shows it, and the hang is a row of its own', () => {
  const text = page(privateAddress);
  const dial = privateAddress.findings[0]?.for[1]?.events[0];
  assert.ok(text.includes(`href="#r${dial ?? ''}"`), 'no link to the connect that failed');
  assert.match(text, /silence: no answer to the SYN for 8\.0 s/);
  assert.doesNotMatch(page(healthy), /silence: /);
});

test('a page says what the report says: headline, each finding, each remedy, each mode', () => {
  for (const report of Object.values(samples)) {
    const text = page(report)
      .replace(/&#39;/g, "'")
      .replace(/&quot;/g, '"')
      .replace(/&gt;/g, '>')
      .replace(/&lt;/g, '<')
      .replace(/&amp;/g, '&');
    for (const wanted of [
      report.headline,
      ...report.findings.map(({ id }) => id),
      ...report.findings
        .filter(({ kind }) => kind === 'cause')
        .flatMap(({ remedies }) => remedies.map((one) => one.text)),
      ...report.ruledOut.map(({ because }) => because),
    ])
      assert.ok(text.includes(wanted), wanted);
  }
});

test('several targets come with their counts, a filter for each verdict and a way to each', () => {
  const text = renderAll(html, [healthy, doubleFault, doubleFault], style());
  assert.match(text, /broken \(2\)/);
  assert.match(text, /healthy \(1\)/);
  assert.match(text, /id="show-broken"/);
  assert.deepEqual(
    fragmentsOf(text).filter((id) => /^t\d$/.test(id)),
    ['t1', 't2', 't3'],
  );
});

test('every scenario of the lab makes a page with a path and a ladder', async () => {
  for (const scenario of scenarios) {
    const { report } = await diagnoseScenario(scenario);
    const text = page(report);
    if (report.control.addresses.length > 0) assert.match(text, /The path: you/, scenario.id);
    if (report.transcript.length > 1) assert.match(text, /class="ladder"/, scenario.id);
    assert.doesNotMatch(text, /undefined|NaN|\[object/, scenario.id);
    assert.ok(text.length < 300_000, `${scenario.id}: ${text.length}`);
  }
});

test('a transcript of 2,000 events makes a page below 500 kB', () => {
  const [first] = doubleFault.transcript;
  assert.ok(first !== undefined);
  const events = Array.from({ length: 2000 }, (_, at) => {
    const like = doubleFault.transcript[at % doubleFault.transcript.length] ?? first;
    return { ...like, seq: at + 1, lane: `lane-${at % 8}`, startedMs: at * 5, finishedMs: at * 5 + 4 };
  });
  const report = { ...doubleFault, transcript: events };
  assert.ok(Buffer.byteLength(page(report)) < 500_000);
});

test('a setting for many products can be copied product by product', () => {
  const [finding] = privateAddress.findings;
  const remedy = finding?.remedies[0];
  assert.ok(finding !== undefined && remedy !== undefined);
  const products = ['nftables', 'iptables', 'firewalld', 'ufw', 'pf'];
  const snippet = products.map((product) => `# ${product}:\nset ${product} <range>\nreload ${product}`).join('\n');
  const text = page({ ...privateAddress, findings: [{ ...finding, remedies: [{ ...remedy, snippet }] }] });
  const blocks = [...text.matchAll(/<pre class="copy"[^>]*aria-label="Setting[^>]*>([^<]*)<\/pre>/g)];
  assert.deepEqual(
    blocks.map(([, block]) => block?.trim()),
    products.map((product) => `set ${product} &lt;range&gt;\nreload ${product}`),
  );
  assert.match(text, /<summary>The same for pf<\/summary>/);
});
