import { createTelnetFilter } from './telnet.js';
import { createTextStream } from './text.js';

/** What a control connection says as text, segment by segment: without Telnet commands, no character cut in two. */
export function createHearing(): (bytes: Uint8Array) => string {
  const decode = createTextStream();
  let kept: number[] = [];
  const filter = createTelnetFilter((byte) => {
    kept.push(byte);
  });
  return (bytes) => {
    for (const byte of bytes) filter(byte);
    const text = decode(Uint8Array.from(kept));
    kept = [];
    return text;
  };
}
