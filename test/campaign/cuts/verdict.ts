import { createHash } from 'node:crypto';
import type { Deps } from '../../../shared/app/deps.ts';
import { documentOf } from '../../../shared/app/documents.ts';
import type { Document } from '../../../shared/domain/document.ts';
import type { Cut } from './plan.ts';

export interface Verdict {
  /** Documents on the lists. */
  readonly documents: number;
  /** Acknowledged whole, and on no list. */
  readonly lost: number;
  /** More than one document on the lists for one file, or one document on two lists. */
  readonly doubled: number;
  /** Documents whose stored bytes are not those of their own SHA-256. */
  readonly damaged: number;
  /** Documents of other bytes than were sent, although they do not wait as incomplete. */
  readonly published_truncated: number;
  /** The same, where nothing of the format is missing: line ends or empty space behind its end were cut off. */
  readonly after_format_end: number;
  /** Files cut short that were shown as such: they wait for the whole file or for a person. */
  readonly incomplete_waiting: number;
  /** Whole files that were sent again after their acknowledgement was lost. */
  readonly retries_collapsed: number;
  /** The documents behind what is not nought. */
  readonly remarks: readonly string[];
}

const SHOWN = ['filed', 'waiting'];

/** What a person reads of a file whose end did not come; nothing of it came where it is empty. */
const INCOMPLETE = ['FILE_INCOMPLETE', 'FILE_EMPTY'];

/** `acknowledged`: SHA-256 of the files whose every byte the gateway said that it has. */
export async function verdictOn(
  deps: Deps,
  compte: string,
  cuts: readonly Cut[],
  acknowledged: ReadonlySet<string>,
): Promise<Verdict> {
  const rows = async (prefix: string) =>
    (await deps.tables.range('state', compte, `${prefix}|`, `${prefix}}`)).map(documentOf);
  const documents = await rows('D');
  const listed = [...(await rows('F')), ...(await rows('W'))];
  const byHash = Map.groupBy(listed, (d) => d.deposit.sha256);
  const sent = new Map(cuts.map((c) => [c.name, c]));
  const remarks: string[] = [];
  const count = { lost: 0, doubled: 0, damaged: 0, published_truncated: 0, after_format_end: 0, incomplete_waiting: 0 };
  const tell = (what: keyof typeof count, text: string) => {
    count[what]++;
    remarks.push(`${what}: ${text}`);
  };

  for (const { name, file } of cuts) {
    const found = byHash.get(file.sha256) ?? [];
    if (found.length === 0 && acknowledged.has(file.sha256)) tell('lost', name);
    if (found.length > 1) tell('doubled', `${name}: ${found.map((d) => `${d.deposit.id} ${d.state}`).join(', ')}`);
  }
  for (const d of documents.filter((x) => SHOWN.includes(x.state))) {
    const { id, name, sha256, size } = d.deposit;
    const cut = sent.get(name);
    if (!listed.some((l) => l.deposit.id === id)) tell('lost', `${name} ${id} is on no list`);
    if (!cut) continue;
    if (sha256 === cut.file.sha256) {
      if (await isDamaged(deps, compte, d)) tell('damaged', `${name} ${id}`);
      continue;
    }
    const what = `${name} ${id}: ${size} of ${cut.file.size} bytes, ${cut.kind}, ${cut.protocol}, ${d.reason?.code ?? d.state}`;
    if (d.state === 'waiting' && INCOMPLETE.includes(d.reason?.code ?? '')) tell('incomplete_waiting', what);
    else if (size >= cut.file.formatEnd && size < cut.file.size) tell('after_format_end', what);
    else tell('published_truncated', what);
  }
  return {
    documents: listed.length,
    ...count,
    retries_collapsed: documents.filter((d) => d.state === 'retry').length,
    remarks,
  };
}

async function isDamaged(deps: Deps, compte: string, { deposit }: Document): Promise<boolean> {
  const blob = await deps.blobs.get('deposits', `${compte}/${deposit.id}`);
  return !blob || createHash('sha256').update(blob.bytes).digest('hex') !== deposit.sha256;
}
