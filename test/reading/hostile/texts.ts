import { deflateRawSync } from 'node:zlib';
import { makeCii, makeFacturX, makePlainPdf, makeUbl } from '../../support/invoices.ts';

const xml = (body: string) => Buffer.from(`<?xml version="1.0"?>\n${body}`);
const MEGABYTE = 1024 ** 2;

export const xmls = {
  'XML with an external entity': () => xml('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
  'XML with a billion laughs': () => {
    const levels = Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
    return xml(`<!DOCTYPE a [<!ENTITY l0 "lol">${levels}]><a>&l10;</a>`);
  },
  'XML in another encoding than it says': () => makeCii({}, { bytesIn: 'ISO-8859-1' }),
  'XML with an attribute of 30 MB': () => xml(`<Invoice a="${'x'.repeat(30 * MEGABYTE)}"/>`),
  'XML with an attribute of 101 MB': () => xml(`<Invoice a="${'x'.repeat(101 * MEGABYTE)}"/>`),
  'XML nested 100,000 deep': () => xml(`${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`),
  'XML that is no invoice': () => xml('<Order/>'),
  'UBL in a namespace of its own': () =>
    Buffer.from(Buffer.from(makeUbl()).toString().replaceAll('urn:oasis:names:specification:ubl', 'urn:example:other')),
  'XML cut in the middle': () => makeCii().subarray(0, 900),
};

export const embedded = {
  'Factur-X whose XML is broken': () => makeFacturX({ xml: Buffer.from('<CrossIndustryInvoice><') }),
  'Factur-X whose XML is of another kind': () => makeFacturX({ xml: Buffer.from('<Order/>') }),
  'Factur-X whose XML has a DOCTYPE': () =>
    makeFacturX({ xml: Buffer.from('<!DOCTYPE x [<!ENTITY y "z">]><CrossIndustryInvoice>&y;</CrossIndustryInvoice>') }),
};

/** A ZIP of one entry, stored or deflated (APPNOTE 4.3). */
function zip(name: string, content: Buffer, claimed = content.length): Buffer {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(claimed, 22);
  local.writeUInt16LE(name.length, 26);
  return Buffer.concat([local, Buffer.from(name), packed]);
}

export const others = {
  'nothing at all': () => new Uint8Array(0),
  'one byte': () => new Uint8Array([0x25]),
  'PDF behind the header of a ZIP': async () =>
    Buffer.concat([zip('a', Buffer.from('a')), Buffer.from(await makePlainPdf(['Courrier']))]),
  'HEIC named .pdf': () =>
    Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(500)]),
  'DOCX named .pdf': () =>
    Buffer.concat([zip('[Content_Types].xml', Buffer.from('<Types/>')), zip('word/document.xml', Buffer.from('<w/>'))]),
  'EXE named .pdf': () => Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(2000)]),
  'ZIP that unpacks to a gigabyte': () => zip('bomb', Buffer.alloc(64 * MEGABYTE), 2 ** 30),
  'HTML named .pdf': () => Buffer.from('<!DOCTYPE html><html><body>Facture du 12/05/2019</body></html>'),
};
