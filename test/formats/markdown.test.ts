import assert from 'node:assert/strict';
import { test } from 'node:test';
import markdown from '../../src/formats/markdown.js';
import { payloads } from './payloads.js';
import { everything, filledWith, privateAddress } from './reports.js';
import { style } from './styles.js';

/** The text without fenced blocks and code spans, in which nothing is markup. */
function outsideCode(text: string): string {
  const lines: string[] = [];
  let fence: string | null = null;
  for (const line of text.split('\n')) {
    const ticks = /^ *(`{3,})/.exec(line)?.[1];
    if (fence === null && ticks !== undefined) fence = ticks;
    else if (fence !== null) fence = line.trim() === fence ? null : fence;
    else lines.push(line.replace(/(?<![\\`])(`+)(?!`)(.*?[^`])\1(?!`)/g, ''));
  }
  assert.equal(fence, null, 'a fence that is never closed');
  return lines.join('\n');
}

test('the title says what was checked and how it is', () => {
  assert.match(
    markdown.render(privateAddress, style()),
    /^## FTP check of `ftp:\/\/anonymous@ftp\.example\.com:21`: degraded\n/,
  );
});

test('hostile text makes no markup, no HTML, no link and mentions nobody', () => {
  for (const name of ['HTML', 'Markdown', 'a fence', 'a second line', 'the end of an XML text']) {
    const text = outsideCode(markdown.render(filledWith(payloads[name] ?? ''), style())).replaceAll('@<!-- -->', '@\\');
    assert.doesNotMatch(text, /<(?!br>)[a-z!/]/i, name);
    assert.doesNotMatch(text, /(?<!\\)\]\(|(?<!\\)!\[/, name);
    assert.doesNotMatch(text, /(?<!\\):\/\/|www\.|(?<!\w)@\w/, name);
    assert.doesNotMatch(text, /\*\*b\*\*/, name);
  }
});

test('every row of each table has the same number of cells', () => {
  for (const payload of Object.values(payloads)) {
    const rows = markdown
      .render(filledWith(payload), style())
      .split('\n')
      .filter((line) => line.startsWith('| '));
    const modes = 2 + everything.attempts.length;
    assert.equal(rows.length, modes + 11);
    // GitHub's tables: a cell ends at a bar that no odd number of backslashes stands before.
    for (const [at, row] of rows.entries())
      assert.equal(row.replace(/\\./g, '').split('|').length, at < modes ? 9 : 7, row.slice(0, 200));
  }
});

test('a snippet stands in a fence longer than any run of backticks in it', () => {
  const text = markdown.render(filledWith('`````'), style());
  assert.match(text, /^``````text$/m);
});
