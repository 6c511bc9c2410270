import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import html from '../../src/formats/html.js';
import { findScenario } from '../../src/lab/scenarios/index.js';
import { projectRoot } from '../golden.js';
import { style } from '../formats/styles.js';
import { diagnoseScenario } from '../support/scenario-run.js';
import { findBrowser, withPage, type BrowserPage } from './browser.js';

/** One picture: a scenario of the lab, how it is looked at, and how much of the page is kept. */
interface Shot {
  readonly name: string;
  readonly scenario: string;
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  readonly media: 'screen' | 'print';
  readonly most: number;
}

const shots: readonly Shot[] = [
  { name: 'healthy-light', scenario: 'healthy', width: 960, scheme: 'light', media: 'screen', most: 1300 },
  { name: 'one-fault-light', scenario: 'server-behind-nat', width: 960, scheme: 'light', media: 'screen', most: 2300 },
  { name: 'one-fault-print', scenario: 'server-behind-nat', width: 760, scheme: 'light', media: 'print', most: 2500 },
  { name: 'one-fault-360', scenario: 'server-behind-nat', width: 360, scheme: 'light', media: 'screen', most: 2600 },
  { name: 'many-faults-dark', scenario: 'both-linksys-2121', width: 960, scheme: 'dark', media: 'screen', most: 2000 },
];

async function take(page: BrowserPage, { name, width, scheme, media, most }: Shot, file: string): Promise<void> {
  await page.send('Emulation.setDeviceMetricsOverride', { width, height: 800, deviceScaleFactor: 1, mobile: false });
  await page.send('Emulation.setEmulatedMedia', {
    media,
    features: [{ name: 'prefers-color-scheme', value: scheme }],
  });
  await page.open(`file://${file}`);
  const whole = Number(await page.evaluate('document.documentElement.scrollHeight'));
  const { data } = await page.send('Page.captureScreenshot', {
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width, height: Math.min(whole, most), scale: 1 },
  });
  const picture = join(projectRoot, 'docs', 'images', `${name}.png`);
  writeFileSync(picture, Buffer.from(String(data), 'base64'));
  process.stdout.write(`${picture}\n`);
}

const browser = findBrowser();
if (browser === null) {
  process.stderr.write('screenshots: no chromium on this machine; on Debian: sh test/html/install-tools.sh\n');
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'ftpdoctor-screenshots-'));
try {
  mkdirSync(join(projectRoot, 'docs', 'images'), { recursive: true });
  await withPage(browser, async (page) => {
    for (const shot of shots) {
      const scenario = findScenario(shot.scenario);
      if (scenario === undefined) throw new Error(`the lab has no ${shot.scenario}`);
      const file = join(folder, `${shot.name}.html`);
      writeFileSync(file, html.render((await diagnoseScenario(scenario)).report, style()));
      await take(page, shot, file);
    }
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
