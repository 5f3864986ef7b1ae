import { AFRelationship, PDFName } from '@cantoo/pdf-lib';
import { guidelineOf, writeCii } from './cii.ts';
import type { Invoice, Profile } from './model.ts';
import { drawPages } from './page.ts';

/** The PDF a seller prints, and nothing else. */
export async function writePlainPdf(i: Invoice): Promise<Uint8Array> {
  const { pdf } = await drawPages(i);
  pdf.setTitle(`${i.isCredit ? 'Avoir' : 'Facture'} ${i.number}`);
  pdf.setAuthor(i.seller.name);
  return pdf.save({ useObjectStreams: false });
}

/** Names of the profiles in the XMP metadata of Factur-X. */
const CONFORMANCE: Readonly<Record<Profile, string>> = {
  minimum: 'MINIMUM',
  basicwl: 'BASIC WL',
  basic: 'BASIC',
  en16931: 'EN 16931',
  extended: 'EXTENDED',
};

/**
 * The same PDF with its embedded CII and the XMP metadata of Factur-X 1.0. Not PDF/A-3: its fonts are not embedded and
 * it has no output intent, which no reader of the data looks at.
 */
export async function writeFacturX(i: Invoice, profile: Profile): Promise<Uint8Array> {
  const { pdf } = await drawPages(i);
  const title = `${i.isCredit ? 'Avoir' : 'Facture'} ${i.number}`;
  pdf.setTitle(title);
  pdf.setAuthor(i.seller.name);
  // In France the XML of MINIMUM and BASIC WL is data, that of the others an equal form of the invoice.
  const isData = profile === 'minimum' || profile === 'basicwl';
  await pdf.attach(writeCii(i, profile), 'factur-x.xml', {
    mimeType: 'text/xml',
    description: `Factur-X ${CONFORMANCE[profile]} (${guidelineOf(profile)})`,
    afRelationship: isData ? AFRelationship.Data : AFRelationship.Alternative,
  });
  const metadata = pdf.context.stream(xmp(title, i.seller.name, CONFORMANCE[profile]), {
    Type: 'Metadata',
    Subtype: 'XML',
  });
  pdf.catalog.set(PDFName.of('Metadata'), pdf.context.register(metadata));
  return pdf.save({ useObjectStreams: false });
}

function xmp(title: string, author: string, level: string): Uint8Array {
  const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const text = `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>${escaped(author)}</rdf:li></rdf:Seq></dc:creator>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#">
<fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>
<fx:Version>1.0</fx:Version><fx:ConformanceLevel>${level}</fx:ConformanceLevel>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
  return new TextEncoder().encode(text);
}
