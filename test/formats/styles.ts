import type { Style } from '../../src/formats/format.js';

/** A style with the usual 80 columns, no colour and Unicode, unless said otherwise. */
export function style(facts: Partial<Style> = {}): Style {
  return { width: 80, colour: false, unicode: true, quiet: false, verbose: false, ...facts };
}

const paint = /\x1b\[\d+(?:;\d+)*m/g;

/** The text without the colours that a format may put in. */
export function unpainted(text: string): string {
  return text.replace(paint, '');
}
