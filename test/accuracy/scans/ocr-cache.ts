import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { PageRead, Unread } from '../../../shared/domain/scan/page-read.ts';

/** A page as it was read, and how long that took then. */
export interface TimedPage {
  readonly read: PageRead;
  readonly ms: number;
}

/** All pages of a scan, or why it has none. */
export type ScanRead = { readonly kind: 'pages'; readonly pages: readonly TimedPage[] } | Unread;

/** What the scans of a run are kept by. */
export interface CacheOptions {
  readonly root: string;
  /** Name and version of the engine. */
  readonly engine: string;
  /** Of the code that reads pictures: see {@link pictureCodeHash}. */
  readonly code: string;
  /** Nothing that is there counts. */
  readonly fresh: boolean;
}

const DAY_MS = 86_400_000;
const MAY_PASS = ['READER_TIMEOUT', 'READER_MEMORY', 'READER_CRASHED'];

/** A fault of the machine at that moment, perhaps: worth a second try, and not kept. */
export function mayPass(read: PageRead): boolean {
  return read.kind === 'unreadable' && MAY_PASS.includes(read.reason);
}

/**
 * The letters of scans on disk, `<root>/<engine>/<code>/<file>.json` with hashes: rules run again over them in seconds.
 * Another engine or other code that reads pictures starts anew; what other code left behind goes after a day.
 */
export class OcrCache {
  private readonly folder: string;
  private readonly fresh: boolean;

  constructor({ root, engine, code, fresh }: CacheOptions) {
    const ofEngine = join(root, engine.replace(/[^\w.-]+/g, '-'));
    this.folder = join(ofEngine, code);
    this.fresh = fresh;
    mkdirSync(this.folder, { recursive: true });
    for (const other of readdirSync(ofEngine)) {
      const path = join(ofEngine, other);
      if (other !== code && statSync(path).mtimeMs < Date.now() - DAY_MS) rmSync(path, { recursive: true });
    }
  }

  get(file: Uint8Array): ScanRead | null {
    const path = this.pathOf(file);
    if (this.fresh || !existsSync(path)) return null;
    return JSON.parse(readFileSync(path, 'utf8')) as ScanRead;
  }

  put(file: Uint8Array, read: ScanRead): void {
    const reads = read.kind === 'pages' ? read.pages.map((p) => p.read) : [read];
    if (reads.some(mayPass)) return;
    const path = this.pathOf(file);
    // Whole as soon as it is there, with several runs side by side.
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(read));
    renameSync(`${path}.${process.pid}`, path);
  }

  private pathOf(file: Uint8Array): string {
    return join(this.folder, `${createHash('sha256').update(file).digest('hex')}.json`);
  }
}

/** Of the sources below `shared/reading` that a page's letters depend on: its folders, but the one of searchable copies. */
export function pictureCodeHash(reading: string): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(reading, { recursive: true }).map(String).sort()) {
    const [folder, ...below] = file.replaceAll('\\', '/').split('/');
    if (below.length === 0 || folder === 'archive' || extname(file) !== '.ts' || file.endsWith('.d.ts')) continue;
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(reading, file)));
  }
  return hash.digest('hex').slice(0, 16);
}
