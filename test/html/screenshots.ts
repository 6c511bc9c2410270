import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import html from '../../src/formats/html.js';
import { findScenario } from '../../src/lab/scenarios/index.js';
import { projectRoot } from '../golden.js';
import { style } from '../formats/styles.js';
import { diagnoseScenario } from '../support/scenario-run.js';
import { inTerminal } from '../terminal/tmux.js';
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

const scenarioOf = { healthy: 'healthy', 'one-fault': 'server-behind-nat', 'many-faults': 'both-linksys-2121' };

const looks = {
  light: { width: 960, scheme: 'light', media: 'screen', most: 2300 },
  dark: { width: 960, scheme: 'dark', media: 'screen', most: 2300 },
  print: { width: 760, scheme: 'light', media: 'print', most: 2500 },
  360: { width: 360, scheme: 'light', media: 'screen', most: 2600 },
} as const;

const shots: readonly Shot[] = Object.entries(scenarioOf).flatMap(([report, scenario]) =>
  Object.entries(looks).map(([look, how]) => ({ name: `${report}-${look}`, scenario, ...how })),
);

const classes: Readonly<Record<string, string>> = { 1: 'bold', 31: 'red', 32: 'green', 33: 'yellow', 36: 'cyan' };

/** The rows of a terminal, colours included, as a page to take a picture of. */
function terminalPage(command: string, painted: string): string {
  const escaped = painted.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  let on: readonly string[] = [];
  const rows = escaped.replace(/\x1b\[([\d;]*)m/g, (_, codes: string) => {
    for (const code of codes.split(';')) {
      if (code === '0' || code === '') on = [];
      else if (code === '39') on = on.filter((name) => name === 'bold');
      else on = [...on, classes[code] ?? ''];
    }
    return `</span><span class="${on.join(' ')}">`;
  });
  return `<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 14px 18px; background: #16181d; color: #d6d9de; width: max-content }
pre { margin: 0; font: 14px/1.3 'DejaVu Sans Mono', monospace }
.bold { font-weight: bold } .red { color: #ff7b82 } .green { color: #7ee08a } .yellow { color: #f0c674 } .cyan { color: #7fdbe5 }
</style><pre>$ ${command}\n<span>${rows}</span></pre>`;
}

/** What the program itself writes to a terminal of 80 columns. */
async function terminalShot(page: BrowserPage, folder: string): Promise<void> {
  const ends: (() => void)[] = [];
  try {
    const terminal = await inTerminal(
      { after: (end) => ends.push(end) },
      80,
      'node bin/ftpdoctor.js lab server-behind-nat 2>/dev/null',
    );
    const file = join(folder, 'terminal.html');
    const shown = (await terminal.painted()).split('\n').slice(0, 58).join('\n');
    writeFileSync(file, terminalPage('ftpdoctor lab server-behind-nat', shown));
    await page.send('Emulation.setDeviceMetricsOverride', {
      width: 740,
      height: 800,
      deviceScaleFactor: 1,
      mobile: false,
    });
    await page.open(`file://${file}`);
    await keep(page, 'terminal', 740, 2000);
  } finally {
    for (const end of ends) end();
  }
}

/** Keeps the upper part of the page as a picture in `docs/images`. */
async function keep(page: BrowserPage, name: string, width: number, most: number): Promise<void> {
  const whole = Number(await page.evaluate('document.documentElement.scrollHeight'));
  const { data } = await page.send('Page.captureScreenshot', {
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width, height: Math.min(whole, most), scale: 1 },
  });
  const picture = join(projectRoot, 'docs', 'images', `${name}.png`);
  writeFileSync(picture, Buffer.from(String(data), 'base64'));
  process.stdout.write(`${picture}\n`);
}

async function take(page: BrowserPage, { name, width, scheme, media, most }: Shot, file: string): Promise<void> {
  await page.send('Emulation.setDeviceMetricsOverride', { width, height: 800, deviceScaleFactor: 1, mobile: false });
  await page.send('Emulation.setEmulatedMedia', {
    media,
    features: [{ name: 'prefers-color-scheme', value: scheme }],
  });
  await page.open(`file://${file}`);
  await keep(page, name, width, most);
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
    await terminalShot(page, folder);
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
