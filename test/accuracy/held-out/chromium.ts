import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-pipe',
];

/** The browser on the PATH; null where there is none. */
export function findChromium(): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter))
    for (const name of NAMES) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not in this folder.
      }
    }
  return null;
}

export interface Printer {
  /** The page as Chromium prints it; the paper's size is the page's own (`@page`). `footer`: see printToPDF of the DevTools. */
  print(html: string, footer?: string): Promise<Uint8Array>;
  close(): Promise<void>;
}

interface Answer {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** Starts Chromium once for all documents (a start takes seconds), over the DevTools protocol on a pipe. */
export async function startPrinter(path: string): Promise<Printer> {
  const profile = mkdtempSync(join(tmpdir(), 'ami-chromium-'));
  const child = spawn(path, [...FLAGS, `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const call = caller(child);
  const { targetId } = await call('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await call('Target.attachToTarget', { targetId, flatten: true });
  const page = (method: string, params: object = {}) => call(method, params, String(sessionId));
  const { frameTree } = await page('Page.getFrameTree');
  const frameId = (frameTree as { frame: { id: string } }).frame.id;
  return {
    async print(html, footer) {
      await page('Page.setDocumentContent', { frameId, html });
      const { data } = await page('Page.printToPDF', {
        preferCSSPageSize: true,
        printBackground: true,
        displayHeaderFooter: footer !== undefined,
        headerTemplate: '<span></span>',
        footerTemplate: footer ?? '',
      });
      return Buffer.from(String(data), 'base64');
    },
    async close() {
      await call('Browser.close').catch(() => child.kill());
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Messages are JSON, each ended by a NUL: commands on file 3, answers on file 4. */
function caller(child: ChildProcess) {
  const [input, output] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  const waiting = new Map<number, { resolve(r: Record<string, unknown>): void; reject(e: Error): void }>();
  let [last, rest] = [0, ''];
  output.setEncoding('utf8').on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0');
    rest = messages.pop()!;
    for (const message of messages) {
      const { id, result, error } = JSON.parse(message) as Answer;
      const waits = waiting.get(id ?? 0);
      if (!waits) continue;
      waiting.delete(id!);
      if (error) waits.reject(new Error(`Chromium: ${error.message}`));
      else waits.resolve(result ?? {});
    }
  });
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  child.once('error', fail);
  child.once('close', (code) => fail(new Error(`Chromium ended (${code}).`)));
  input.on('error', fail);
  return (method: string, params: object = {}, sessionId?: string) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      input.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });
}
