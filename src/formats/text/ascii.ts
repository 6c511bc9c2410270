import { visible } from '../sanitise.js';

/** Signs that have a plain spelling everybody reads. */
const spellings: Readonly<Record<string, string>> = {
  '…': '...',
  '·': '-',
  '→': '->',
  '×': 'x',
  '–': '-',
  '—': '-',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '≥': '>=',
  '≤': '<=',
};

/** The text in ASCII alone: known signs spelt out, all else by its number. */
export function toAscii(text: string): string {
  return text.replace(/[^\x00-\x7f]/gu, (character) => spellings[character] ?? visible(character));
}
