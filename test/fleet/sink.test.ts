import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createSink, fileStore, type Store } from '../../src/fleet/sink.js';

function memory(name: string, room = Number.POSITIVE_INFINITY, code = 'ENOSPC'): Store & { readonly held: string[] } {
  const held: string[] = [];
  return {
    name,
    held,
    async put(text) {
      await new Promise(setImmediate);
      if (held.length >= room) return Object.assign(new Error('full'), { code });
      held.push(text);
      return null;
    },
    close: () => undefined,
  };
}

test('when a disk is full in the middle of a sweep, every result is somewhere, once', async () => {
  const warned: string[] = [];
  const [file, out, rescue] = [memory('file', 2), memory('standard output', 1), memory('rescue')];
  const sink = createSink([file, out, rescue], (text) => warned.push(text));
  await Promise.all(['a', 'b', 'c', 'd', 'e'].map((text) => sink.write(text)));
  assert.deepEqual([file.held, out.held, rescue.held], [['a', 'b'], ['c'], ['d', 'e']]);
  assert.equal(warned.length, 2);
  assert.match(warned[0] ?? '', /file does not fit on the disk \(ENOSPC\); results go to standard output/);
  assert.equal(sink.complete, false);
});

test('a reader that has gone is told apart from a disk that is full', async () => {
  const full = createSink([memory('file', 0), memory('rescue')], () => undefined);
  assert.equal(await full.write('a'), true);
  const rescue = memory('rescue');
  const gone = createSink([memory('pipe', 0, 'EPIPE'), rescue], () => undefined);
  assert.equal(await gone.write('a'), false);
  assert.deepEqual(rescue.held, ['a']);
});

test('a file is begun anew, or continued from a length', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'ftpdoctor-test-'));
  t.after(() => {
    rmSync(folder, { recursive: true });
  });
  const file = join(folder, 'out');
  const put = async (store: Store, text: string): Promise<void> => {
    assert.equal(await store.put(text), null);
    store.close();
  };
  await put(fileStore('out', file, 'w', null), 'one\ntor');
  await put(fileStore('out', file, 'a', 4), 'two\n');
  assert.equal(readFileSync(file, 'utf8'), 'one\ntwo\n');
  await put(fileStore('out', file, 'w', null), 'new\n');
  assert.equal(readFileSync(file, 'utf8'), 'new\n');
});

test(
  'a full device is answered with its error',
  { skip: !existsSync('/dev/full') && 'no /dev/full here' },
  async () => {
    const store = fileStore('full', '/dev/full', 'w', null);
    const error = await store.put('x');
    store.close();
    assert.ok(error instanceof Error && 'code' in error && error.code === 'ENOSPC');
  },
);
