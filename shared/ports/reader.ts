import type { Reading } from '../domain/invoice.ts';

/**
 * Reads what was deposited. Whatever the bytes are, the answer is a {@link Reading}: a hostile or broken file is
 * 'unreadable' with its reason, and harms no other.
 */
export interface Reader {
  /**
   * @param bytes the whole file; not kept and not changed.
   * @param hint the name it was deposited under: never decides the type, only compared with it.
   * @throws Error where the reader itself does not work (it cannot start, it was closed): to be tried again later.
   */
  read(bytes: Uint8Array, hint: { readonly name: string }): Promise<Reading>;
  /** Ends everything the reader started; what was being read is rejected. */
  close(): Promise<void>;
}
