import type { Report } from '../../model/report.js';
import { shortTime } from './idle.js';

type Transfer = NonNullable<Report['transfers']>[number];

const ends: Readonly<Record<NonNullable<Transfer['outcome']>, string>> = {
  finished: 'its end was told',
  late: 'its end was told only after a NOOP',
  unsaid: 'its end was not told, but the control connection stands',
  silent: 'its end was not told, and nothing answered a NOOP behind it',
  reset: 'its end was not told, and the control connection is dead by RST',
  closed: 'its end was not told: the control connection was closed',
  told: 'ended by the server (421)',
  refused: 'refused by the server',
  unopened: 'not begun',
};

/** The server may be through long before a slow client, where what is on the way holds the rest of a small file. */
function soon({ outcome, dataMs, silentMs }: Transfer): string {
  return outcome === 'finished' && silentMs < dataMs * 0.8 - 1000
    ? ` after ${shortTime(silentMs)} already: what is on the way held the rest, a larger file tells more`
    : '';
}

function one(transfer: Transfer): string {
  const { kept, everyMs, size, bytes, dataMs, outcome } = transfer;
  // Its full stop would stand before a semicolon.
  const reply = transfer.reply?.replace(/\.$/, '') ?? null;
  const manner = kept === 'nothing' ? '' : `with TCP keepalive every ${shortTime(everyMs ?? 0)}: `;
  if (outcome === 'refused') return `${manner}refused: ${reply ?? 'no reply'}`;
  if (outcome === 'unopened') return `${manner}not begun: no data connection came about`;
  const part = size === null || size === bytes ? `${bytes} bytes` : `${bytes} of ${size} bytes`;
  const end = outcome === null ? 'not followed to its end' : ends[outcome];
  const word = reply === null ? '' : ` (${reply})`;
  return `${manner}${part} in ${shortTime(dataMs)}, ${end}${soon(transfer)}${word}`;
}

/** The retrievals of a file in one line; empty where there were none. */
export function transferText({ transfers = [] }: Report): string {
  const [first] = transfers;
  return first === undefined ? '' : `${first.path}: ${transfers.map(one).join('; ')}`;
}
