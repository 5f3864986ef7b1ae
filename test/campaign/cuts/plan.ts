import { createHash } from 'node:crypto';
import { type Random, random } from '../../samples/random.ts';
import { makeCii, makeFacturX, makeTiff, makeUbl } from '../../support/invoices.ts';
import { paddedPdfBytes } from '../../support/padded-pdf.ts';
import { DOSSIER } from '../plan.ts';

/** Who or what breaks an upload off. */
export type CutKind =
  /** kill -9 of a client in a process of its own (curl). */
  | 'client-killed'
  /** A reset of the data connection (SFTP: of the connection). */
  | 'data-reset'
  /** The data ends early though its client lives: to a server it looks like the end of a file (SFTP: CLOSE). */
  | 'data-ended'
  /** The control connection alone goes (SFTP: the channel ends without CLOSE). */
  | 'control-killed'
  | 'abor'
  /** kill -9 of the gateway, or SIGTERM. */
  | 'gateway-killed'
  | 'gateway-stopped'
  /** Storage answers errors; storage ends and comes back. */
  | 'storage-refuses'
  | 'storage-restarted';

export type Protocol = 'ftp' | 'ftps' | 'sftp';

/** One upload that is to be broken off, and then sent again under the same name until it is acknowledged. */
export interface Cut {
  readonly kind: CutKind;
  readonly protocol: Protocol;
  readonly directory: string;
  readonly name: string;
  /** Sent as `name.part` and renamed. */
  readonly staged: boolean;
  /** Bytes that go out before the cut. */
  readonly at: number;
  /** From the last of them to the cut. Milliseconds. */
  readonly pauseMs: number;
  readonly file: SentFile;
}

export interface SentFile {
  readonly sha256: string;
  readonly size: number;
  /** Where its format says that it ends: what follows is empty space that a cut may take away. Bytes from the start. */
  readonly formatEnd: number;
  /** Made anew each time: a thousand of them would fill the memory. */
  bytes(): Promise<Uint8Array>;
}

/** How often each is chosen. */
const KINDS: readonly [CutKind, number][] = [
  ['client-killed', 22],
  ['data-reset', 20],
  ['data-ended', 18],
  ['control-killed', 14],
  ['abor', 10],
  ['gateway-killed', 4],
  ['gateway-stopped', 2],
  ['storage-refuses', 8],
  ['storage-restarted', 2],
];

const MB = 1024 * 1024;
const LARGE_SHARE = 0.05;
const STAGED_SHARE = 0.15;

/** `count` cuts, the same for the same seed, over the protocols that there are. */
export async function planCuts(count: number, seed: number, protocols: readonly Protocol[]): Promise<Cut[]> {
  const r = random(seed);
  const cuts: Cut[] = [];
  for (let n = 1; n <= count; n++) {
    const kind = weighted(r, KINDS);
    const { extension, file } = await fileOf(r, n, seed);
    cuts.push({
      kind,
      // SFTP has no ABOR.
      protocol: r.pick(kind === 'abor' ? protocols.filter((p) => p !== 'sftp') : protocols),
      directory: extension === 'tif' ? `/import/${DOSSIER}_201912` : `/import/${DOSSIER}`,
      name: `coupé ${String(n).padStart(5, '0')}.${extension}`,
      staged: r.chance(STAGED_SHARE),
      at: cutAt(r, file),
      pauseMs: r.chance(0.5) ? 0 : r.int(1, 40),
      file,
    });
  }
  return cuts;
}

function weighted<T>(r: Random, list: readonly (readonly [T, number])[]): T {
  let n = r.next() * list.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of list) {
    n -= weight;
    if (n < 0) return value;
  }
  return list.at(-1)![0];
}

/** Anywhere, and more often near the end, where a cut is hard to tell from a whole file. */
function cutAt(r: Random, { size, formatEnd }: SentFile): number {
  const where = r.next();
  if (where < 0.06) return size;
  if (where < 0.12) return r.int(formatEnd, size);
  if (where < 0.25) return Math.max(0, size - r.int(1, 64));
  return r.int(0, size - 1);
}

async function fileOf(r: Random, n: number, seed: number): Promise<{ extension: string; file: SentFile }> {
  const number = `C-${seed}-${n}`;
  const date = `2019-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`;
  const distinct = (seed % 10_000) * 100_000 + n;
  // Scanners and printers append line ends, or fill a last block up.
  const after = r.chance(0.25) ? r.int(1, 600) : 0;
  if (r.chance(LARGE_SHARE)) {
    const size = r.int(20 * MB, 40 * MB);
    return { extension: 'pdf', file: await sent(() => paddedPdfBytes(size, distinct), '\n', 0) };
  }
  switch (r.int(0, 4)) {
    case 0:
      return { extension: 'xml', file: await sent(() => makeCii({ number, date }), '\n', after) };
    case 1:
      return { extension: 'xml', file: await sent(() => makeUbl({ number, date }), ' ', after) };
    case 2:
      return {
        extension: 'tif',
        file: await sent(() => makeTiff({ seed: distinct, pages: 1 + (n % 3) }), '\0', after),
      };
    case 3: {
      const size = r.int(20_000, 600_000);
      return { extension: 'pdf', file: await sent(() => paddedPdfBytes(size, distinct), '\n', after) };
    }
    default: {
      // PDF libraries put the time of writing into a file: made once and kept.
      const made = await makeFacturX({ number, date });
      return { extension: 'pdf', file: await sent(() => made, '\n', after) };
    }
  }
}

async function sent(make: () => Uint8Array, filling: string, after: number): Promise<SentFile> {
  const bytes = async () => (after === 0 ? make() : Buffer.concat([make(), Buffer.alloc(after, filling)]));
  const whole = await bytes();
  const text = Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength - after);
  // A PDF may end in a line end, which is no part of its end mark.
  const isPdf = text.subarray(0, 5).toString() === '%PDF-';
  const formatEnd = isPdf ? text.lastIndexOf('%%EOF') + 5 : text.byteLength;
  const kept = whole.byteLength <= MB ? whole : null;
  return {
    sha256: createHash('sha256').update(whole).digest('hex'),
    size: whole.byteLength,
    formatEnd,
    bytes: async () => kept ?? bytes(),
  };
}
