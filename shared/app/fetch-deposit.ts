import { createHash } from 'node:crypto';
import { depositFromMetadata } from '../domain/deposit-metadata.ts';
import type { Deposit, Reason } from '../domain/document.ts';
import { type Blob, type BlobInfo, BlobTooLarge } from '../ports/blobs.ts';
import type { Deps } from './deps.ts';

/** A deposit as it lies in storage. */
export interface Deposited {
  readonly deposit: Deposit;
  /** Null where the file was not read. */
  readonly bytes: Uint8Array | null;
  /** Why it was not, or why it can't be dispatched. */
  readonly reason: Reason | null;
}

/** Null where there is no such blob. */
export async function fetchDeposit(deps: Deps, compte: string, id: string): Promise<Deposited | null> {
  let blob: Blob | null;
  try {
    blob = await deps.blobs.get('deposits', `${compte}/${id}`, deps.settings.maxReadBytes);
  } catch (e) {
    if (!(e instanceof BlobTooLarge)) throw e;
    const known = depositOf(compte, id, e.info);
    const size = `${Math.round(e.info.size / 1024 ** 2)} Mo`;
    return {
      deposit: known ?? foreignDeposit(compte, id, e.info, ''),
      bytes: null,
      reason: { code: 'TOO_LARGE_TO_READ', params: { size } },
    };
  }
  if (!blob) return null;
  const known = depositOf(compte, id, blob);
  if (known) return { deposit: known, bytes: blob.bytes, reason: null };
  const sha256 = createHash('sha256').update(blob.bytes).digest('hex');
  return {
    deposit: foreignDeposit(compte, id, blob, sha256),
    bytes: blob.bytes,
    reason: { code: 'NO_ORIGIN', params: {} },
  };
}

/** What a blob's metadata state; null where they are none of ours, or another blob's (somebody copied it). */
export function depositOf(compte: string, id: string, info: BlobInfo): Deposit | null {
  const known = depositFromMetadata(info.metadata);
  return known?.compte === compte && known.id === id ? known : null;
}

/** A blob that somebody put into the container by hand: kept, and shown. */
export function foreignDeposit(compte: string, id: string, info: BlobInfo, sha256: string): Deposit {
  return {
    compte,
    id,
    directory: '/import',
    name: id,
    user: '',
    address: '',
    at: new Date(info.modified).toISOString(),
    sha256,
    size: info.size,
    unrenamed: false,
  };
}
