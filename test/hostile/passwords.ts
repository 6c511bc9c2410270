import assert from 'node:assert/strict';

/** Passwords by what is awkward about them. */
export const passwords: Readonly<Record<string, string>> = {
  spaces: ' two words  and more ',
  quotes: 'a"b\'c`d""',
  percent: '100%25%s%n%',
  shell: 'back\\slash$HOME$(id);|&',
  separators: 'at@colon:slash/what?hash#end',
  'a dash': '--help -x',
  'a comment': '#no comment',
  'a command': 'PASS word',
  '8-bit': 'Grüße-ÿþñ',
  emoji: 'geheim🎉🔑',
  markup: '<b>&amp;"</b>',
};

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A password as it may be disguised by whoever writes it down. */
function guises(password: string): string[] {
  const bytes = Buffer.from(password);
  const escaped = JSON.stringify(password).slice(1, -1);
  const all = [
    password,
    password.trim(),
    escaped,
    escaped.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    encodeURIComponent(password),
    password.replace(/[&<>"]/g, (character) => entities[character] ?? ''),
    bytes.toString('latin1'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('hex'),
  ];
  return [...new Set(all)];
}

/** Fails where a text shows a password, in whatever guise. */
export function assertNoTrace(text: string, password: string): void {
  for (const guise of guises(password)) assert.ok(!text.includes(guise), `it shows as ${guise}`);
}
