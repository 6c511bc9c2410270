import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Opening } from '../../src/knowledge/firewalls/firewall.js';
import { firewalls, firewallSnippet } from '../../src/knowledge/firewalls/index.js';

const opening: Opening = { range: { low: 51_000, high: 51_049 }, outside: '203.0.113.10', inside: '10.0.0.10' };
const overSix: Opening = { ...opening, outside: '2001:db8::10', inside: '2001:db8:1::10' };

/** What publishes ports of a container knows the addresses by itself. */
const publishing = ['Docker', 'Kubernetes'];

test('every product lets a range in, with the ports it was given', () => {
  for (const { product, repairs } of firewalls) {
    const text = repairs.letIn?.(opening) ?? '';
    assert.match(text, /51000/, product);
    assert.match(text, /51049/, product);
  }
});

test('a forward names both addresses, the outer and the inner', () => {
  for (const { product, repairs } of firewalls) {
    const text = repairs.forward?.(opening);
    if (text === undefined) continue;
    if (publishing.includes(product)) continue;
    assert.match(text, /10\.0\.0\.10/, product);
    // firewalld and OpenWrt take the zone for the outer address.
    if (!['firewalld', 'OpenWrt'].includes(product)) assert.match(text, /203\.0\.113\.10/, product);
  }
});

test('a helper is put on the control port that was asked for, or the text says that it cannot', () => {
  for (const { product, repairs } of firewalls) {
    const text = repairs.helperOn?.(2121);
    if (text !== undefined) assert.match(text, /2121/, product);
  }
});

test('an IPv6 server gets rules of the family it needs', () => {
  const snippet = firewallSnippet(({ forward }) => forward?.(overSix));
  assert.match(snippet, /ip6 daddr 2001:db8::10/);
  assert.match(snippet, /^ip6tables -t nat/m);
  assert.doesNotMatch(snippet, /^iptables /m);
});

test('products have names of their own, sources, and say where their settings stand', () => {
  assert.equal(new Set(firewalls.map(({ product }) => product)).size, firewalls.length);
  for (const { product, where, source } of firewalls) {
    assert.match(where, /[.]$/, product);
    assert.notEqual(source, '', product);
  }
});

test('a snippet names each product that can, above its commands', () => {
  const heads = [...firewallSnippet(({ letIn }) => letIn?.(opening)).matchAll(/^# (.+):$/gm)].map(([, name]) => name);
  assert.deepEqual(
    heads,
    firewalls.map(({ product }) => product),
  );
  const able = firewallSnippet(({ hairpin }) => hairpin?.(opening));
  assert.match(able, /# nftables:/);
  assert.doesNotMatch(able, /# AWS/);
});

test('a range of one port is written as one port', () => {
  const one = { ...opening, range: { low: 51_000, high: 51_000 } };
  for (const { product, repairs } of firewalls) {
    const texts = [repairs.letIn, repairs.forward, repairs.letOut, repairs.admit].map((repair) => repair?.(one) ?? '');
    // The command line of AWS wants both ends; a container's port is named outside and inside.
    if (!['AWS security group', 'Docker'].includes(product))
      assert.doesNotMatch(texts.join('\n'), /51000[-: ]+51000/, product);
  }
});
