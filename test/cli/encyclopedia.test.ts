import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causePage } from '../../src/cli/encyclopedia.js';
import { exampleOf } from '../../src/cli/lab-example.js';
import { pageOf } from '../../src/formats/pretty/page.js';
import { rules } from '../../src/rules/index.js';

const page = pageOf({ width: 80, colour: false, unicode: true, quiet: false, verbose: false });

for (const rule of rules) {
  test(`the entry of ${rule.id} is complete, and nothing in it is left unfilled`, async () => {
    const example = await exampleOf(rule);
    const text = causePage(rule, example, page);
    assert.ok(text.includes('How it comes about') && text.includes('What looks alike'), text);
    assert.doesNotMatch(text, /undefined|\bnull\b|NaN|\[object/);
    assert.equal(text.includes('To see it'), example.scenario !== null);
    if (rule.kind === 'cause') assert.ok(example.remedies.length > 0, 'nobody is told what to do');
  });
}
