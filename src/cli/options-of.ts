import type { Command, OptionSpecs } from './command.js';
import type { Entry } from './commands/index.js';

/** A command as help pages of other programs need it: its name and title in the list, and its own description. */
export interface Described {
  readonly entry: Entry;
  readonly command: Command;
}

/** Options that every command understands. */
export const commonOptions: OptionSpecs = {
  help: { takes: null, short: 'h', group: 'General', says: 'this text' },
  version: { takes: null, short: 'V', group: 'General', says: 'the version of ftpdoctor' },
};

/** Loads every command of the list. */
export function describeAll(entries: readonly Entry[]): Promise<Described[]> {
  return Promise.all(entries.map(async (entry) => ({ entry, command: (await entry.load()).default })));
}
