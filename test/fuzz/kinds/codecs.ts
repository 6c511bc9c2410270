import assert from 'node:assert/strict';
import type { Endpoint } from '../../../src/model/network.js';
import type { Reply } from '../../../src/model/observations.js';
import { formatEprt, formatLprt, formatPort, parseEprt, parseLprt, parsePort } from '../../../src/protocol/active.js';
import { classify, familyOf, formatEndpoint, parseEndpoint, sameAddress } from '../../../src/protocol/address.js';
import { decodeText, encodeEndpoint } from '../../../src/protocol/calculator.js';
import { encodeCommand, maskSecrets } from '../../../src/protocol/command.js';
import { parse228, parsePassiveReply } from '../../../src/protocol/passive.js';
import type { Kind } from '../kind.js';

const active = [
  ['PORT', parsePort, formatPort],
  ['EPRT', parseEprt, formatEprt],
  ['LPRT', parseLprt, formatLprt],
] as const;

function plausible({ host, port }: { host: string | null; port: number }): void {
  assert.ok(Number.isInteger(port) && port >= 0 && port <= 65_535, `port ${port}`);
  assert.ok(host === null || familyOf(host) !== null, `host ${String(host)}`);
}

/** What an address and port mean does not change when they are written again. */
function roundTrip(endpoint: Endpoint, [verb, parse, format]: (typeof active)[number]): void {
  const again = parse(format(endpoint).slice(verb.length + 1));
  assert.ok(again.ok && sameAddress(again.endpoint.host, endpoint.host) && again.endpoint.port === endpoint.port);
}

const texts = [
  ...['192,168,1,100,195,80', '|1|192.168.1.100|50000|', '|2|2001:db8::7|50000|', '4,4,192,168,1,100,2,195,80'],
  ...['6,16,32,1,13,184,0,0,0,0,0,0,0,0,0,0,0,7,2,195,80', '[2001:db8::1]:2121', '198.51.100.7:21', 'ftp.example.com'],
  ...['227 Entering Passive Mode (10,0,0,10,195,80).', '229 Extended Passive Mode Entered (|||50000|)'],
  ...[
    '228 Entering Long Passive Mode (4,4,10,0,0,10,2,195,80)',
    '227 =127,0,0,1,4,1',
    'PASS geheim',
    'ACCT x\r\nUSER y',
  ],
];

/** Everything that turns FTP text into addresses and ports and back. */
export default {
  id: 'codecs',
  seeds: () => texts.map((text) => Buffer.from(text)),
  read(input) {
    const text = input.toString('utf8');
    let read = false;
    for (const codec of active) {
      const parsed = codec[1](text);
      if (!parsed.ok) continue;
      read = true;
      plausible(parsed.endpoint);
      if (codec[0] !== 'PORT' || familyOf(parsed.endpoint.host) === 4) roundTrip(parsed.endpoint, codec);
    }
    const lines = text.split('\n');
    const reply = (code: number): Reply => ({ code, lines });
    for (const parsed of [
      ...([227, 229] as const).flatMap((code) =>
        (['PASV', 'EPSV'] as const).map((mode) => parsePassiveReply(mode, reply(code))),
      ),
      parse228(reply(228)),
    ]) {
      if (!parsed.ok) continue;
      read = true;
      plausible(parsed.endpoint);
    }
    const endpoint = parseEndpoint(text);
    if (endpoint !== null) {
      read = true;
      plausible(endpoint);
      assert.deepEqual(parseEndpoint(formatEndpoint(endpoint)), endpoint);
    }
    classify(text);
    decodeText(text);
    encodeEndpoint(text);
    maskSecrets(text);
    // One command is one line, whatever is in it.
    try {
      assert.equal(Buffer.from(encodeCommand(text)).indexOf('\n'), encodeCommand(text).length - 1);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    return read ? 'read' : 'refused';
  },
} satisfies Kind;
