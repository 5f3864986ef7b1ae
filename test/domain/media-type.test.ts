import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectMediaType } from '../../shared/domain/media-type.ts';

const cases: [what: string, bytes: string | Uint8Array, type: ReturnType<typeof detectMediaType>][] = [
  ['a PDF', '%PDF-1.7\n', 'application/pdf'],
  ['a PDF after a printer header', '\x1b%-12345X@PJL JOB\r\n%PDF-1.4\n', 'application/pdf'],
  ['a PDF after 1000 bytes', `${'x'.repeat(1000)}%PDF-1.4\n`, 'application/pdf'],
  ['%PDF further than a kilobyte', `${'x'.repeat(1030)}%PDF-1.4\n`, null],
  ['an archive with a PDF in it', 'PK\x03\x04 facture.pdf %PDF-1.4', null],
  ['a program with a PDF in it', 'MZ %PDF-1.4', null],
  ['a little-endian TIFF', 'II*\0\x08\0\0\0', 'image/tiff'],
  ['a big-endian TIFF', 'MM\0*\0\0\0\x08', 'image/tiff'],
  ['a BigTIFF', 'II+\0\x08\0\0\0', 'image/tiff'],
  ['XML with a declaration', '<?xml version="1.0"?><a/>', 'application/xml'],
  ['XML without one', '<rsm:CrossIndustryInvoice xmlns:rsm="x">', 'application/xml'],
  ['XML after a byte order mark', Buffer.from('\uFEFF<Invoice>'), 'application/xml'],
  ['XML after an empty line', '\r\n <Invoice>', 'application/xml'],
  ['XML that starts with a comment', '<!-- x --><Invoice>', 'application/xml'],
  ['XML with a DOCTYPE', '<!DOCTYPE Invoice><Invoice>', 'application/xml'],
  ['XML in UTF-16', Buffer.from('\uFEFF<?xml version="1.0"?>', 'utf16le'), 'application/xml'],
  ['HTML', '<!DOCTYPE html><html>', null],
  ['HTML without DOCTYPE', '<html lang="fr">', null],
  ['text', 'Bonjour < monde', null],
  ['a JPEG', '\xff\xd8\xff\xe0', null],
  ['nothing', '', null],
];

for (const [what, bytes, type] of cases) {
  test(`${what} is ${type ?? 'none of the types read'}`, () => {
    assert.equal(detectMediaType(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes), type);
  });
}
