import { cutOff, type Direction, type Middlebox } from '../middlebox.js';

/** A device that looks at the text of control connections and lets every connection pass. */
export interface Inspector {
  readonly name: string;
  /** The control ports it looks at. */
  readonly ports: readonly number[];
  /** What becomes of a segment: passed on as it is, altered, `null` for one that is swallowed, or its connection ended. */
  readonly edit: (text: string, direction: Direction) => string | null | typeof cutOff;
}

/** Alters or swallows what is said on control connections, as devices do that mean to protect FTP servers. */
export function inspector({ name, ports, edit }: Inspector): Middlebox {
  return {
    name,
    outside: [],
    segment({ text, direction, flow }, note) {
      if (!ports.includes(flow.to.port)) return text;
      const edited = edit(text, direction);
      if (edited !== text) {
        const was = JSON.stringify(text.slice(0, 80));
        if (edited === cutOff) note(`ended the connection at ${was}`);
        else note(edited === null ? `dropped ${was}` : `turned ${was} into ${JSON.stringify(edited.slice(0, 80))}`);
      }
      return edited;
    },
  };
}
