import kleur from 'kleur';
import type { Verdict } from '../../model/report.js';

type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'magenta' | 'cyan';

/** Puts colour on finished text, or leaves it alone. */
export type Paint = (colour: Colour, text: string) => string;

/** A brush for streams with colour; without, it returns the text as it is. */
export function painter(colour: boolean): Paint {
  if (!colour) return (_colour, text) => text;
  return (name, text) => {
    if (text === '') return text;
    // kleur decides once, for stdout; whether this text is coloured has been decided for its own stream.
    const before = kleur.enabled;
    kleur.enabled = true;
    try {
      return kleur[name](text);
    } finally {
      kleur.enabled = before;
    }
  };
}

/** The colour of each verdict. */
export const verdictColours: Readonly<Record<Verdict, Colour>> = {
  healthy: 'green',
  degraded: 'yellow',
  broken: 'red',
  inconclusive: 'magenta',
};
