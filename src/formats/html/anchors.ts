import type { Row } from '../ladder/rows.js';

/** Where on the page each event is shown, so that evidence can point there. */
export interface Anchors {
  /** The id for a row that is being drawn; it takes the events of the row along. */
  readonly draw: (row: Row) => string;
  /** The fragment of an event: its row in a ladder, else its line in the transcript. */
  href(event: number): string;
  /** The id of an event's line in the transcript. */
  line(event: number): string;
  /** The id of a part of the page. */
  part(name: string): string;
}

/** Anchors of one report; `prefix` keeps those of several reports on one page apart. */
export function anchorsOf(prefix: string): Anchors {
  const rows = new Map<number, string>();
  let bare = 0;
  return {
    draw: ({ events }) => {
      const id = events[0] === undefined ? `${prefix}w${++bare}` : `${prefix}r${events[0]}`;
      for (const event of events) rows.set(event, id);
      return id;
    },
    href: (event) => `#${rows.get(event) ?? `${prefix}e${event}`}`,
    line: (event) => `${prefix}e${event}`,
    part: (name) => prefix + name,
  };
}
