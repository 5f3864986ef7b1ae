import { make } from '../../test/accuracy/generate/make.ts';
import { type Job, plan } from '../../test/accuracy/generate/plan.ts';
import { TEXT_BELOW } from '../../test/accuracy/generate/scans.ts';
import type { Entry, Kind } from '../../test/accuracy/manifest.ts';
import { sampleBytes, samplesFolder, samplesOf } from '../../test/support/samples.ts';

export interface BenchDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Drawn documents of one kind, of as many layouts; the same each time. */
export async function drawn(
  kind: Kind,
  count: number,
  suits: (entry: Entry) => boolean = () => true,
): Promise<BenchDocument[]> {
  const jobs: Job[] = plan(1, 1000).filter((job) => job.kind === kind);
  const documents: BenchDocument[] = [];
  for (let n = 0; n < jobs.length && documents.length < count; n++) {
    const { entry, bytes } = await make(jobs[n]!);
    if (suits(entry)) documents.push({ name: entry.file.split('/').at(-1)!, bytes });
  }
  return documents;
}

/** PDFs with an invoice inside; pages of digital PDFs; scans that stand upright and have no text below. */
export const einvoices = (count: number) => drawn('einvoice', count, ({ file }) => file.endsWith('.pdf'));
export const digital = (count: number) => drawn('pdf', count);
export async function scanned(count: number): Promise<BenchDocument[]> {
  const clean = await drawn('scan', Math.ceil(count / 2), ({ note }) => note !== TEXT_BELOW);
  const isUpright = ({ defects = [] }: Entry) => !defects.some((d) => d.startsWith('turned'));
  return [...clean, ...(await drawn('degraded', count - clean.length, isUpright))];
}

/** Real files, where their folder is on this machine. */
export function real(): BenchDocument[] {
  const folder = samplesFolder();
  return folder ? samplesOf(folder).map(({ file }) => ({ name: file, bytes: sampleBytes(folder, file) })) : [];
}
