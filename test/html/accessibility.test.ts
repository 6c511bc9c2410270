import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { renderAll } from '../../src/formats/format.js';
import html from '../../src/formats/html.js';
import { payloads } from '../formats/payloads.js';
import { everything, filledWith, healthy, samples } from '../formats/reports.js';
import { style } from '../formats/styles.js';
import { projectRoot } from '../golden.js';
import { findBrowser, withPage } from './browser.js';

const browser = findBrowser();
const absent = 'no chromium on this machine; on Debian: sh test/html/install-tools.sh';

const pages: Readonly<Record<string, string>> = {
  healthy: html.render(healthy, style()),
  'many faults': html.render(everything, style()),
  several: renderAll(html, Object.values(samples), style()),
  hostile: html.render(filledWith(payloads['HTML'] ?? ''), style()),
};

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

const looks = [
  { scheme: 'light', width: 960 },
  { scheme: 'light', width: 360 },
  { scheme: 'dark', width: 960 },
] as const;

test(
  'axe-core finds no violation on any page, light or dark, wide or narrow, folded or unfolded',
  {
    skip: browser === null ? absent : false,
    timeout: 300_000,
  },
  async () => {
    const axe = readFileSync(join(projectRoot, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
    const folder = mkdtempSync(join(tmpdir(), 'ftpdoctor-pages-'));
    try {
      await withPage(browser ?? '', async (page) => {
        for (const [name, text] of Object.entries(pages)) {
          const file = join(folder, 'page.html');
          writeFileSync(file, text);
          for (const { scheme, width } of looks) {
            const size = { width, height: 800, deviceScaleFactor: 1, mobile: false };
            await page.send('Emulation.setDeviceMetricsOverride', size);
            const features = [{ name: 'prefers-color-scheme', value: scheme }];
            await page.send('Emulation.setEmulatedMedia', { media: 'screen', features });
            await page.open(`file://${file}`);
            await page.evaluate(axe);
            await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; }), 1");
            const found = (await page.evaluate('axe.run().then(({ violations }) => violations)')) as Violation[];
            const words = found.map(
              ({ id, help, nodes }) =>
                `${id}: ${help}: ${nodes[0]?.html.slice(0, 200) ?? ''} ${nodes[0]?.failureSummary ?? ''}`,
            );
            assert.deepEqual(words, [], `${name}, ${scheme}, ${width}`);
            const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
            assert.ok(wide <= width, `${name} is ${wide} wide at ${width}`);
          }
        }
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

test(
  'a page runs nothing: the browser refuses a script put into it',
  { skip: browser === null ? absent : false },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ftpdoctor-pages-'));
    try {
      const file = join(folder, 'page.html');
      const text = pages['healthy'] ?? '';
      writeFileSync(file, text.replace('</main>', '<script>document.title = "owned"</script><img src="x"></main>'));
      await withPage(browser ?? '', async (page) => {
        await page.open(`file://${file}`);
        assert.match(String(await page.evaluate('document.title')), /^healthy: /);
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

test(
  'a link of the index unfolds the report it points to, without a script',
  { skip: browser === null ? absent : false },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ftpdoctor-pages-'));
    try {
      const file = join(folder, 'page.html');
      writeFileSync(file, pages['several'] ?? '');
      await withPage(browser ?? '', async (page) => {
        await page.open(`file://${file}`);
        const open = await page.evaluate(`new Promise((done) => {
          addEventListener('hashchange', () => done([...document.querySelectorAll('details.target')].map((one) => one.open)));
          document.querySelector('a[href="#t2"]').click();
        })`);
        assert.deepEqual((open as boolean[]).slice(0, 3), [false, true, false]);
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
