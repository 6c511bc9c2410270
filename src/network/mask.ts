import { maskSecrets } from '../protocol/command.js';
import { decodeText } from '../protocol/text.js';

/** Below this length a password is cut only where a PASS command shows it: cutting it everywhere would cut evidence. */
const shortest = 4;

/** What we sent on a control connection, as it may be written down: the arguments of PASS and ACCT are cut. */
export function shownCommand(bytes: Uint8Array): string {
  return decodeText(bytes).split('\r\n').map(maskSecrets).join('\r\n');
}

/** Cuts a secret out of a stream of text pieces, also where it falls across two pieces. */
export function createMasker(secret: string): (piece: string) => string {
  if (secret.length < shortest) return (piece) => piece;
  // How much of the secret the end of the last piece already showed, to cut the rest of it at the start of this one.
  let shown = 0;
  return (piece) => {
    let text = piece;
    if (shown > 0) {
      const rest = secret.slice(shown);
      if (text.startsWith(rest)) text = `****${text.slice(rest.length)}`;
    }
    text = text.replaceAll(secret, '****');
    shown = 0;
    for (let length = Math.min(secret.length - 1, text.length); length >= 1; length--) {
      if (!text.endsWith(secret.slice(0, length))) continue;
      shown = length;
      // One or two letters at the end are most likely the end of another word.
      return length < 3 ? text : `${text.slice(0, -length)}****`;
    }
    return text;
  };
}
