/** Longer than any first words by which a file of a known type is recognised. */
const AT_MOST = 64;

const SIGNATURES = ['%PDF-', 'II*\0', 'II+\0', 'MM\0*', 'MM\0+'] as const;

/**
 * True for the first bytes of a PDF, TIFF or XML, so few that its type can't be told yet: what is left of a file whose
 * transfer broke as it began.
 */
export function isMereBeginning(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || bytes.length > AT_MOST) return false;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  if (SIGNATURES.some((s) => s.length > text.length && s.startsWith(text))) return true;
  return /^(\u00ef\u00bb\u00bf)?\s*<(\?(x(ml?)?)?|!(-|D[A-Z]*)?|[A-Za-z_][\w.:-]*)?$/.test(text);
}
