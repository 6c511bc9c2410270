import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSendQueue } from '../../src/network/send-queue.js';

const tcp = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 20033 1 0000 100 0 0 10 0
   1: 6401A8C0:A1B2 0A7100CB:0015 01 00000007:00000000 01:00000012 00000003     0        0 20034 2 0000 100 0 0 10 0
`;
const tcp6 = `  sl  local_address                         remote_address                        st tx_queue rx_queue
   0: B80D0120000000000000000001000000:9C40 B80D0120000000000000000002000000:0015 01 00000000:00000000 00:00000000 00000000     0        0 1 1 0
`;

test('unacknowledged bytes and retransmissions are read from the line of the connection', () => {
  const found = parseSendQueue(tcp, { host: '192.168.1.100', port: 0xa1b2 }, { host: '203.0.113.10', port: 21 });
  assert.deepEqual(found, { unackedBytes: 7, retransmits: 3 });
});

test('an IPv6 connection is found by its four swapped words', () => {
  const found = parseSendQueue(tcp6, { host: '2001:db8::1', port: 40_000 }, { host: '2001:db8::2', port: 21 });
  assert.deepEqual(found, { unackedBytes: 0, retransmits: 0 });
});

test('a connection that is not in the table gives nothing', () => {
  assert.equal(parseSendQueue(tcp, { host: '192.168.1.100', port: 1 }, { host: '203.0.113.10', port: 21 }), null);
});
