import { constants, deflateSync } from 'node:zlib';

/** A PDF of one empty page with one embedded file, of a stream given as it is stored. */
export function pdfWithStream(stream: Uint8Array, filter: string, name = 'factur-x.xml'): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  const add = (body: string | Buffer[]) => {
    offsets.push(parts.reduce((n, p) => n + p.length, 0));
    const inner = typeof body === 'string' ? [Buffer.from(body)] : body;
    parts.push(Buffer.from(`${offsets.length} 0 obj\n`), ...inner, Buffer.from('\nendobj\n'));
  };
  add(`<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(${name}) 4 0 R] >> >> >>`);
  add('<< /Type /Pages /Kids [3 0 R] /Count 1 >>');
  add('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>');
  add(`<< /Type /Filespec /F (${name}) /UF (${name}) /EF << /F 5 0 R >> >>`);
  add([
    Buffer.from(`<< /Type /EmbeddedFile /Filter ${filter} /Length ${stream.length} >>\nstream\n`),
    Buffer.from(stream),
    Buffer.from('\nendstream'),
  ]);
  const xref = parts.reduce((n, p) => n + p.length, 0);
  const rows = offsets.map((o) => `${String(o).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Root 1 0 R /Size ${offsets.length + 1} >>\nstartxref\n${xref}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

/**
 * A PDF of some kilobytes whose embedded invoice expands to `megabytes` of zeros. One deflated block is repeated (each
 * ends with a full flush, so that they can follow each other), and the whole is deflated once more.
 */
export function bombPdf(megabytes: number): Uint8Array {
  const block = deflateSync(Buffer.alloc(16 * 1024 ** 2), { finishFlush: constants.Z_FULL_FLUSH });
  const [header, body] = [block.subarray(0, 2), block.subarray(2)];
  const stream = Buffer.concat([header, ...Array.from({ length: Math.ceil(megabytes / 16) }, () => body)]);
  return pdfWithStream(deflateSync(stream), '[/FlateDecode /FlateDecode]');
}
