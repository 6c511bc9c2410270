import { UsageError } from '../usage-error.js';

/** What `process` offers for it; none of it on Windows. */
type Self = Pick<NodeJS.Process, 'getuid' | 'setgroups' | 'setgid' | 'setuid'>;

/** Nobody's number as user and as group: a container may know no names. */
const nobody = 65_534;

/**
 * Once the ports are open root is needed for nothing more: becomes `user`, or `nobody` unless one is named. Answers with
 * who it has become, `null` where it was not root. Throws `UsageError` where that is not to be had.
 */
export function leaveRoot(user: string | undefined, self: Self = process): string | null {
  if (self.getuid?.() !== 0) {
    if (user === undefined) return null;
    throw new UsageError(`--user ${user}: only root can become somebody else; leave --user out or start it as root`);
  }
  const name = user ?? 'nobody';
  try {
    // A group of that name is not everywhere; the user's own rights are enough.
    self.setgroups?.([]);
    self.setgid?.(nobody);
    self.setuid?.(user ?? nobody);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `--user ${name}: root cannot be left (${why}); name another user, or permit CAP_SETUID and CAP_SETGID`,
    );
  }
  return name;
}
