/**
 * PDF.js as this program uses it: opening documents and their embedded files. Pages are never drawn, so the drawing
 * classes it asks for at load time are empty ones, instead of those of a native canvas library.
 */
const scope = globalThis as unknown as Record<string, unknown>;
scope['DOMMatrix'] ??= class {};
scope['Path2D'] ??= class {};
scope['ImageData'] ??= class {};

const { warn } = console;
console.warn = () => {}; // it says at load time that it found no canvas library
const { getDocument, PasswordException } = await import('pdfjs-dist/legacy/build/pdf.mjs');
// Loaded now rather than with the first document; it makes itself known to the module above.
await import('pdfjs-dist/legacy/build/pdf.worker.mjs' as string);
console.warn = warn;

export type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
export { getDocument, PasswordException };
