import { Refusal } from '../shared/domain/refusal.ts';
import { STATUS } from './sftp-packets.ts';

/** The status code that says what kind of refusal it is; version 3 has no finer ones. */
export function statusOf(refusal: Refusal): number {
  switch (refusal.kind) {
    case 'not-found':
      return STATUS.NO_SUCH_FILE;
    case 'forbidden':
    case 'unauthenticated':
      return STATUS.PERMISSION_DENIED;
    default:
      return STATUS.FAILURE;
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A name as clients send them. Refuses other encodings (also overlong UTF-8): they would come back as other names. */
export function utf8(bytes: Buffer): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Refusal('invalid', 'NAME_NOT_UTF8');
  }
}
