import { createHash } from 'node:crypto';
import type { Transcript } from '../model/transcript.js';
import { withoutPort } from '../protocol/named.js';

/**
 * What a session looks like without what differs from one run of the same thing to the next: file names, ports, texts
 * of good replies. Sessions of one shape get one judgement.
 */
export function shapeOf({ target, origin, events }: Transcript): string {
  const parts: string[] = [target.host, String(target.port), target.tls, origin?.side ?? ''];
  for (const { operation, input, outcome, purpose } of events) {
    if (operation === 'write') {
      const verb = input.slice(0, 4);
      parts.push(verb === 'PORT' || verb === 'EPRT' ? withoutPort(input) : verb);
    } else if (!outcome.ok) parts.push(`!${operation}${outcome.failure.kind}`);
    else if (operation === 'read') {
      const { value } = outcome;
      const code = value.slice(0, 3);
      parts.push(
        code === '227'
          ? withoutPort(value)
          : code > '399' && code < '600'
            ? value.slice(0, 80).replace(/\d+/g, '#')
            : code,
      );
    } else parts.push(operation, purpose === 'data' ? input.replace(/:\d+$/, '') : outcome.value.replace(/:\d+/g, ''));
  }
  // A digest, so that remembering many shapes takes little memory.
  return createHash('sha1').update(parts.join('\n')).digest('base64');
}
