import type { Report, TwoEnds } from '../../../src/model/report.js';
import { natWithoutAlg } from './nat-without-alg.js';

type Comparison = TwoEnds['comparisons'][number];

const same = (text: string): NonNullable<Comparison['command']> => ({ sent: text, arrived: text, change: 'none' });
const host = '198.51.100.9';
const here = '192.168.1.100';
const wan = '203.0.113.7';

const passive: Comparison = {
  controlPort: 21,
  tls: 'off',
  mode: 'EPSV',
  command: same('EPSV'),
  reply: same('229 Entering Extended Passive Mode (|||50017|)'),
  others: [],
  data: {
    way: 'in',
    where: { host, port: 50017 },
    from: { host: wan, port: 40_112 },
    outcome: 'opened',
    detail: '',
    tookMs: 24,
  },
  reached: 'completed',
  used: { host, port: 50017 },
  caller: null,
  payload: 'same',
  events: [],
};

const translated: Comparison = {
  ...passive,
  mode: 'PORT',
  command: { sent: 'PORT 192,168,1,100,160,41', arrived: 'PORT 203,0,113,7,160,41', change: 'address' },
  reply: same('200 PORT command successful'),
  others: [{ who: 'server', sent: '220 ftpdoctor reflector', arrived: '220 ***********************', change: 'text' }],
  data: {
    way: 'out',
    where: { host: wan, port: 41_001 },
    from: null,
    outcome: 'refused',
    detail: 'ECONNREFUSED',
    tookMs: 1031,
  },
  reached: 'negotiated',
  used: { host: here, port: 41_001 },
  payload: null,
};

const untranslated: Comparison = {
  ...translated,
  controlPort: 2121,
  command: same('PORT 192,168,1,100,160,42'),
  reply: same(`500 I won't open a connection to ${here} (only to ${wan})`),
  others: [],
  data: null,
  reached: 'nothing',
};

const reflector: TwoEnds = {
  host: 'reflector.example.net',
  port: 21,
  version: '0.1.0',
  problem: null,
  seenAs: wan,
  comparisons: [
    passive,
    translated,
    { ...passive, controlPort: 2121 },
    untranslated,
    { ...untranslated, tls: 'explicit', controlPort: 21, command: same('PORT 192,168,1,100,160,43') },
    {
      ...passive,
      mode: 'PASV',
      command: same('PASV'),
      reply: { sent: '227 Entering Passive Mode (198,51,100,9,195,97)', arrived: null, change: 'dropped' },
      reached: 'nothing',
      data: null,
      payload: null,
    },
    { ...passive, controlPort: 990, tls: 'implicit', payload: 'changed' },
  ],
  refusals: [{ controlPort: 2121, tls: 'off', mode: 'EPRT', why: 'no answer to the greeting: nothing came' }],
  unannouncedCall: { where: { host: wan, port: 41_999 }, outcome: 'timed-out', came: false, tookMs: 10_000 },
  openPorts: [
    { port: 50_000, open: true, failure: null },
    { port: 50_100, open: false, failure: 'timed-out' },
  ],
  others: { reachedBy: 3, called: 2 },
};

/** NAT at the client, with a reflector that saw what became of each line. */
export const twoEnds: Report = { ...natWithoutAlg, reflector };
