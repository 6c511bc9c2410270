/** Misuse by the user: one line that names the input, the place and the mend. Exit code 3. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
