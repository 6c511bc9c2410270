import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Where a Chromium may be found; Debian calls the package `chromium`. */
const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** The Chromium of this machine, `null` where it has none. */
export function findBrowser(): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync) ?? null;
}

/** A page of the browser, as the DevTools protocol sees it. */
export interface BrowserPage {
  /** One command of the protocol, answered with its result; throws what the browser says against it. */
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  /** Goes to a URL and waits until it is loaded. */
  open(url: string): Promise<void>;
  /** The value of an expression, awaited; throws where it does. */
  evaluate(expression: string): Promise<unknown>;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/**
 * Starts a headless Chromium, gives a page of it to `use`, and ends it. It speaks the DevTools protocol over a pipe:
 * JSON texts, each ended by a zero byte, so no port is opened and no package is needed.
 */
export async function withPage<T>(browser: string, use: (page: BrowserPage) => Promise<T>): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), 'ftpdoctor-chromium-'));
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--remote-debugging-pipe'];
  const child = spawn(browser, [...flags, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
  });
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, { resolve: (message: Message) => void; reject: (error: Error) => void }>();
  const events = new Map<string, () => void>();
  let rest = Buffer.alloc(0);
  output.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const message = JSON.parse(rest.subarray(0, end).toString()) as Message;
      rest = rest.subarray(end + 1);
      if (message.id !== undefined) waiting.get(message.id)?.resolve(message);
      if (message.method !== undefined) events.get(message.method)?.();
    }
  });
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error(`${browser} ended`));
  });
  let last = 0;
  const call = async (method: string, params: object, sessionId?: string): Promise<Record<string, unknown>> => {
    const id = ++last;
    const answer = new Promise<Message>((resolve, reject) => waiting.set(id, { resolve, reject }));
    input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    const { result, error } = await answer;
    waiting.delete(id);
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  };
  try {
    const { targetId } = await call('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
    const send = (method: string, params: object = {}): Promise<Record<string, unknown>> =>
      call(method, params, String(sessionId));
    await send('Page.enable');
    return await use({
      send,
      async open(url) {
        const loaded = new Promise<void>((resolve) => events.set('Page.loadEventFired', resolve));
        await send('Page.navigate', { url });
        await loaded;
      },
      async evaluate(expression) {
        const { result, exceptionDetails } = await send('Runtime.evaluate', {
          expression,
          awaitPromise: true,
          returnByValue: true,
        });
        if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
        return (result as { value: unknown }).value;
      },
    });
  } finally {
    // Asked to close, it ends its own processes first, which still write into the profile after a signal.
    await call('Browser.close', {}).catch(() => child.kill());
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
