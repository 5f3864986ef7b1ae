/** A valid PDF of an exact size, as parts, so that one of a gigabyte need not be held: `head`, `fill` bytes of anything, `tail`. */
export interface PdfParts {
  readonly head: Buffer;
  /** Bytes of the stream between the two: any, compressed as they would be in a scan. */
  readonly fill: number;
  readonly tail: Buffer;
}

/**
 * One page with a line of text, and a stream that nothing refers to. `size` in bytes, at least 2000.
 * Format: ISO 32000-1, 7.5 (header, body, cross-reference table, trailer).
 */
export function paddedPdf(size: number, text = 'Courrier'): PdfParts {
  const content = `BT /F1 12 Tf 50 780 Td (${text.replace(/[()\\]/g, '')}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let head = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets: number[] = [];
  objects.forEach((object, n) => {
    offsets.push(head.length);
    head += `${n + 1} 0 obj\n${object}\nendobj\n`;
  });
  offsets.push(head.length);
  const entry = (offset: number) => `${String(offset).padStart(10, '0')} 00000 n \n`;
  // The lengths of both numbers are fixed, so that the size of everything around the filling is known beforehand.
  const opening = (fill: number) => `6 0 obj\n<</Length ${String(fill).padStart(10, '0')}>>\nstream\n`;
  const xref = `xref\n0 7\n0000000000 65535 f \n${offsets.map(entry).join('')}`;
  const closing = (start: number) =>
    `\nendstream\nendobj\n${xref}trailer\n<</Size 7/Root 1 0 R>>\nstartxref\n${String(start).padStart(10, '0')}\n%%EOF\n`;
  const fill = size - head.length - opening(0).length - closing(0).length;
  if (fill < 0) throw new Error(`a padded PDF has at least ${size - fill} bytes`);
  const begin = Buffer.from(head + opening(fill), 'latin1');
  const start = begin.length + fill + '\nendstream\nendobj\n'.length;
  return { head: begin, fill, tail: Buffer.from(closing(start), 'latin1') };
}

/** The same as one piece; `seed` makes distinct bytes. */
export function paddedPdfBytes(size: number, seed: number): Buffer {
  const { head, fill, tail } = paddedPdf(size, `Courrier ${seed}`);
  const filling = Buffer.allocUnsafe(fill);
  let x = (seed * 2654435761 + 1) >>> 0;
  for (let at = 0; at + 4 <= fill; at += 4) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    filling.writeUInt32LE(x, at);
  }
  for (let at = fill - (fill % 4); at < fill; at++) filling[at] = at & 0xff;
  return Buffer.concat([head, filling, tail]);
}
