/** Misuse by the user: one line that names the input, the place and the mend. Exit code 3. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A complaint about options as it reads in a file, where they have no dashes; a command line in it keeps its own. */
export function withoutDashes(text: string): string {
  return text.replace(/(?<!ftpdoctor [a-z]+ )--(?=[a-z])/g, '');
}
