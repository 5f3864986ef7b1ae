import type { Deposit } from './document.ts';
import { isId } from './ids.ts';
import { parseTraceparent } from './traceparent.ts';

/**
 * A deposit as metadata of its blob: text under lower-case names, so that the blobs alone can make the tables again.
 * Azure allows 8 KB for all of a blob's metadata, names included and values percent-encoded: the limits that
 * `resolvePath` and the length of a row key put on directory and name keep every deposit under it.
 */
export function depositMetadata(deposit: Deposit): Record<string, string> {
  return {
    compte: deposit.compte,
    id: deposit.id,
    directory: deposit.directory,
    name: deposit.name,
    user: deposit.user,
    address: deposit.address,
    at: deposit.at,
    sha256: deposit.sha256,
    size: String(deposit.size),
    unrenamed: String(deposit.unrenamed),
    ...(deposit.replaces ? { replaces: deposit.replaces } : {}),
    ...(deposit.partOf ? { partof: deposit.partOf, pages: deposit.pages ?? '' } : {}),
    ...(deposit.trace ? { traceparent: deposit.trace } : {}),
  };
}

/** The deposit that a blob's metadata states; null where a field is missing or not of its form. */
export function depositFromMetadata(metadata: Readonly<Record<string, string>>): Deposit | null {
  const { compte, id, directory, name, user, address, at, sha256 } = metadata;
  const size = Number(metadata['size'] || Number.NaN);
  if (!compte || !id || !directory || !name || user === undefined || address === undefined) return null;
  if (!at || Number.isNaN(Date.parse(at))) return null;
  if (!sha256 || !/^[0-9a-f]{64}$/.test(sha256)) return null;
  if (!Number.isSafeInteger(size) || size < 0) return null;
  const { replaces, partof: partOf, pages, traceparent: trace } = metadata;
  return {
    compte,
    id,
    directory,
    name,
    user,
    address,
    at,
    sha256,
    size,
    unrenamed: metadata['unrenamed'] === 'true',
    ...(replaces && isId(replaces) ? { replaces } : {}),
    ...(partOf && isId(partOf) && pages ? { partOf, pages } : {}),
    ...(trace && parseTraceparent(trace) ? { trace } : {}),
  };
}
