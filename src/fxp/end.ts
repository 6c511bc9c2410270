import type { Target } from '../model/target.js';

/** The two servers: the file is read from one and stored at the other. */
export type End = 'from' | 'to';
export const ends: readonly End[] = ['from', 'to'];

/** Which of the two listens for the data connection; the other calls it. Named first is what Q247132 does. */
export const passiveEnds: readonly End[] = ['to', 'from'];

/** The other one. */
export function otherEnd(end: End): End {
  return end === 'from' ? 'to' : 'from';
}

/** How to look at two servers. Durations in milliseconds. */
export interface FxpOptions {
  readonly timeoutMs: number;
  /** Whether a small file may be stored, sent from one to the other, and removed again. */
  readonly allowWrite: boolean;
  /** The name of that file, unlike any that is there. */
  readonly fileName: string;
  readonly family: 4 | 6 | null;
  readonly bind: string | null;
  readonly tlsInsecure: boolean;
  readonly ca: string | null;
}

/** What both servers were asked for: all but the secrets. */
export type EndTarget = Omit<Target, 'password'>;

/** Whether a path names a directory, in which the test file is made, and not a file that is to be sent. */
export function isDirectoryPath(path: string): boolean {
  return path === '' || path.endsWith('/');
}

/** The path of a file in a directory; a leading dash would be taken for options. */
export function fileIn(directory: string, name: string): string {
  const path = directory === '' || directory.endsWith('/') ? `${directory}${name}` : `${directory}/${name}`;
  return path.startsWith('-') ? `./${path}` : path;
}

/** The file that is read at `from`. */
export function sourceFile(path: string, name: string): string {
  return isDirectoryPath(path) ? fileIn(path, name) : path;
}

/** The file that is stored at `to` while that end listens. */
export function storedFile(path: string, name: string, passive: End): string {
  return fileIn(path, `${name}-${passive}`);
}
