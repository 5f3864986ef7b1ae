import type { BlobStore } from '../ports/blobs.ts';

/**
 * The history written beside the blobs: one small immutable blob an event, named by its number. Creating number n+1 is
 * what decides between two writers; the tables only follow. A crash between the two is rolled forward by whoever comes
 * next, and `ami rebuild` makes the tables again from the last event of each.
 */
export type JournalKind =
  | 'document'
  | 'entry'
  | 'lot'
  | 'compte'
  | 'user'
  | 'key'
  | 'person'
  | 'dossier'
  /** An exercice that a person dropped. */
  | 'exercice'
  /** A configuration file that a person asked to run again. */
  | 'import'
  /** What a dossier remembered of a supplier, forgotten by a person. */
  | 'supplier'
  | 'notice';

export interface JournalEvent<T> {
  readonly version: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** `system`, or the user who decided. */
  readonly by: string;
  readonly type: string;
  /** A person's own words, where there are any. */
  readonly note?: string;
  /** The whole state after the event. */
  readonly after: T;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function eventName(compte: string, kind: JournalKind, id: string, version: number): string {
  return `${compte}/${kind}/${id}/${String(version).padStart(6, '0')}.json`;
}

/**
 * Writes event number `event.version`; resolves false, writing nothing, where that number is taken by another event. An
 * answer that got lost makes the SDK ask again by itself and find the event of its own first try: that is no other.
 */
export async function append<T>(
  blobs: BlobStore,
  compte: string,
  kind: JournalKind,
  id: string,
  event: JournalEvent<T>,
): Promise<boolean> {
  const name = eventName(compte, kind, id, event.version);
  const bytes = encoder.encode(JSON.stringify(event));
  if (await blobs.create('journal', name, bytes)) return true;
  const there = await blobs.get('journal', name);
  if (!there) throw new Error(`journal blob ${name} is refused, and there is none`);
  return Buffer.from(there.bytes).equals(bytes);
}

export async function readEvent<T>(
  blobs: BlobStore,
  compte: string,
  kind: JournalKind,
  id: string,
  version: number,
): Promise<JournalEvent<T> | null> {
  const blob = await blobs.get('journal', eventName(compte, kind, id, version));
  return blob ? (JSON.parse(decoder.decode(blob.bytes)) as JournalEvent<T>) : null;
}

/** All events of one thing, first to last. */
export async function history<T>(
  blobs: BlobStore,
  compte: string,
  kind: JournalKind,
  id: string,
): Promise<JournalEvent<T>[]> {
  const events: JournalEvent<T>[] = [];
  for await (const info of blobs.list('journal', `${compte}/${kind}/${id}/`)) {
    const blob = await blobs.get('journal', info.name);
    if (blob) events.push(JSON.parse(decoder.decode(blob.bytes)) as JournalEvent<T>);
  }
  return events;
}

/** The last event of everything of one kind, for a rebuild. */
export async function* lastEvents<T>(
  blobs: BlobStore,
  compte: string,
  kind: JournalKind,
): AsyncIterable<{ id: string; event: JournalEvent<T> }> {
  let last: { id: string; name: string } | null = null;
  const load = async (x: { id: string; name: string }) => {
    const blob = await blobs.get('journal', x.name);
    if (!blob) throw new Error(`journal blob ${x.name} vanished`);
    return { id: x.id, event: JSON.parse(decoder.decode(blob.bytes)) as JournalEvent<T> };
  };
  for await (const info of blobs.list('journal', `${compte}/${kind}/`)) {
    const id = info.name.split('/')[2]!;
    if (last && last.id !== id) yield load(last);
    last = { id, name: info.name };
  }
  if (last) yield load(last);
}

/** Every event of everything of one kind, those of one thing in their order. */
export async function* allEvents<T>(
  blobs: BlobStore,
  compte: string,
  kind: JournalKind,
): AsyncIterable<JournalEvent<T>> {
  for await (const info of blobs.list('journal', `${compte}/${kind}/`)) {
    const blob = await blobs.get('journal', info.name);
    if (!blob) throw new Error(`journal blob ${info.name} vanished`);
    yield JSON.parse(decoder.decode(blob.bytes)) as JournalEvent<T>;
  }
}
