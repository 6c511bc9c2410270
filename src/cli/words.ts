/** Parsed options as the parser of yargs gives them: a repeated one is a list, and where only one counts it is the last. */
export type Words = Readonly<Record<string, unknown>>;

/** The value of an option, `undefined` where it was not given. */
export function word(words: Words, name: string): string | undefined {
  return all(words, name).at(-1);
}

/** All values of an option that may be repeated, in order. */
export function all(words: Words, name: string): string[] {
  const value = words[name];
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
}

/** Whether a switch was given. */
export function isSet(words: Words, name: string): boolean {
  return words[name] === true;
}
