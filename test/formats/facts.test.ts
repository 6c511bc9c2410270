import assert from 'node:assert/strict';
import { test } from 'node:test';
import html from '../../src/formats/html.js';
import { escape } from '../../src/formats/html/markup.js';
import markdown from '../../src/formats/markdown.js';
import pretty from '../../src/formats/pretty.js';
import { factsOf, portsText } from '../../src/formats/text/facts.js';
import { findScenario } from '../../src/lab/scenarios/index.js';
import { diagnoseScenario } from '../support/scenario-run.js';
import { style } from './styles.js';

test('what was learnt of the connection stands in the page and in the ticket as in the terminal', async () => {
  for (const id of ['implicit-range-closed', 'idle-slow-server', 'server-alg-tls', 'transfer-whole']) {
    const scenario = findScenario(id);
    assert.ok(scenario !== undefined);
    const { report } = await diagnoseScenario(scenario);
    const page = html.render(report, style());
    const ticket = markdown.render(report, style());
    const terminal = pretty.render(report, style()).replace(/\s+/g, ' ');
    const ports = portsText(report);
    assert.ok(ports !== null);
    for (const text of [...factsOf(report).map((fact) => fact.text), ports]) {
      assert.ok(terminal.includes(text), `${id}: ${text}`);
      assert.ok(page.includes(escape(text)), `${id}: ${text}`);
      assert.ok(ticket.includes(text) || text.startsWith('ftp'), `${id}: ${text}`);
    }
  }
});
