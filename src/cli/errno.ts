const words: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'has a file where a folder should be in its path',
  EACCES: 'may not be used by this user',
  EPERM: 'may not be used by this user',
  EISDIR: 'is a directory',
  EROFS: 'is on a read-only file system',
  ENOSPC: 'does not fit on the disk',
  ELOOP: 'is a link that leads in a circle',
  ENAMETOOLONG: 'has too long a name',
};

/** What the operating system has against a file, as the end of a sentence that begins with its name. */
export function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === '') return `cannot be used (${error instanceof Error ? error.message : String(error)})`;
  return `${words[code] ?? 'cannot be used'} (${code})`;
}
