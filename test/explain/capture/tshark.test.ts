import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findProgram } from '../../lab/places.js';
import { fixture, sessionOf } from './frames.js';
import { ourRows, tsharkRows } from './tshark.js';

const names: Readonly<Record<string, number>> = {
  'passive.pcap': 21,
  'passive.pcapng': 21,
  'cooked2.pcap': 21,
  'ipv6.pcap': 21,
  'port-2121.pcap': 2121,
  'active-alg-client.pcap': 21,
  'active-alg-server.pcap': 21,
  'active-no-alg-client.pcap': 21,
  'active-no-alg-server.pcap': 21,
  'passive-alg-client.pcap': 21,
  'passive-alg-server.pcap': 21,
  'private-address-client.pcap': 21,
  'private-address-server.pcap': 21,
  'range-refused.pcap': 21,
};

describe('tshark agrees field by field', { skip: findProgram('tshark') === null && 'tshark is not installed' }, () => {
  for (const [name, port] of Object.entries(names)) {
    test(`on ${name}`, async () => {
      const file = fileURLToPath(new URL(`../../../../fixtures/captures/${name}`, import.meta.url));
      const rows = await tsharkRows(file, port);
      assert.ok(rows.length >= 10, `only ${rows.length} rows`);
      assert.deepEqual(ourRows(await sessionOf(fixture(name))), rows);
    });
  }
});
