import type { MediaType } from './invoice.ts';

/** How far into a file its `%PDF-` is looked for, as readers do (ISO 32000-1, annex H.3.4.1). */
const PDF_HEADER_WITHIN = 1024;

/**
 * Type of a file by its content, whatever its name says: a PDF (also after other bytes, as some printers send them), a
 * TIFF (BigTIFF too), or XML (with or without declaration and byte order mark, UTF-8 or UTF-16). Null for all else.
 */
export function detectMediaType(bytes: Uint8Array): MediaType | null {
  if (isTiff(bytes)) return 'image/tiff';
  const head = latin1(bytes, PDF_HEADER_WITHIN + 4);
  if (head.startsWith('%PDF-')) return 'application/pdf';
  if (isXml(bytes)) return 'application/xml';
  // Archives and programs may hold a whole PDF within their first kilobyte.
  if (/^(PK|MZ|Rar!|7z)/.test(head)) return null;
  return head.includes('%PDF-') ? 'application/pdf' : null;
}

/** True for `II*\0`, `MM\0*`, and their BigTIFF forms with 43 for 42. */
function isTiff(b: Uint8Array): boolean {
  const little = b[0] === 0x49 && b[1] === 0x49 && (b[2] === 42 || b[2] === 43) && b[3] === 0;
  const big = b[0] === 0x4d && b[1] === 0x4d && b[2] === 0 && (b[3] === 42 || b[3] === 43);
  return little || big;
}

function isXml(bytes: Uint8Array): boolean {
  const start = latin1(bytes, 512)
    .replace(/^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
    .replaceAll('\0', '')
    .trimStart();
  if (/^<(!doctype\s+html|html)\b/i.test(start)) return false;
  return /^<(\?xml\b|!--|!DOCTYPE\b|[A-Za-z_][\w.-]*(:[A-Za-z_][\w.-]*)?[\s/>])/.test(start);
}

function latin1(bytes: Uint8Array, length: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(length, bytes.byteLength)).toString('latin1');
}
