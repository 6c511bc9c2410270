import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainInputs, type Explanation } from '../../src/explain/explanation.js';
import { inputOf, openInput } from '../../src/explain/input.js';
import { projectRoot } from '../golden.js';

const folder = join(projectRoot, 'fixtures', 'explain');

/** The path of a fixture. */
export function fixture(name: string): string {
  return join(folder, name);
}

/** The text of a fixture. */
export function fixtureText(name: string): string {
  return readFileSync(fixture(name), 'utf8');
}

/** What is said of these fixtures together. */
export async function explainFixtures(...names: readonly string[]): Promise<Explanation> {
  return explainInputs(await Promise.all(names.map((name) => openInput(fixture(name)))));
}

/** Bytes in pieces of this size, each of which is spoilt when the next is asked for, as that of a file is. */
export async function* piecesOf(bytes: Uint8Array, piece: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) {
    const part = Buffer.from(bytes.subarray(at, at + piece));
    yield await Promise.resolve(part);
    part.fill(0xee);
  }
}

/** What is said of bytes that arrive in pieces of this size. */
export async function explainBytes(bytes: Uint8Array, name = 'bytes.log', piece = 65_536): Promise<Explanation> {
  return explainInputs([await inputOf(name, name, piecesOf(bytes, piece))]);
}

/** What is said of a text. */
export function explainText(text: string, piece?: number): Promise<Explanation> {
  return explainBytes(new TextEncoder().encode(text), 'text.log', piece);
}

/** The ids of the causes, most important first. */
export function causesOf({ findings }: Explanation): string[] {
  return findings.filter(({ kind }) => kind === 'cause').map(({ id }) => id);
}
