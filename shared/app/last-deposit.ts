import type { BlobStore } from '../ports/blobs.ts';
import type { Deps } from './deps.ts';

interface Held {
  readonly name: string;
  readonly bytes: Promise<Uint8Array | null>;
}

/** One deposit for each store: its pages are read one after the other, and each would fetch the whole file. */
const last = new WeakMap<BlobStore, Held>();

/** The bytes of a deposit, which never change; null where there is none. Rejects with `BlobTooLarge`. */
export function depositBytes(deps: Deps, compte: string, id: string): Promise<Uint8Array | null> {
  const name = `${compte}/${id}`;
  const held = last.get(deps.blobs);
  if (held?.name === name) return held.bytes;
  const bytes = deps.blobs.get('deposits', name, deps.settings.maxReadBytes).then((blob) => blob?.bytes ?? null);
  last.set(deps.blobs, { name, bytes });
  // A failure is not kept.
  bytes.catch(() => forgetDeposit(deps, compte, id));
  return bytes;
}

/** Frees the memory: no more pages of it will be read. */
export function forgetDeposit(deps: Deps, compte: string, id: string): void {
  if (last.get(deps.blobs)?.name === `${compte}/${id}`) last.delete(deps.blobs);
}
