import { createHash } from 'node:crypto';
import { PDFDocument, PDFHexString } from '@cantoo/pdf-lib';

/** Said by every PDF made here. */
export const PRODUCER = 'AMI COMPTA';

/** An empty PDF that says nothing of when or from what it was made: the same input gives the same bytes. */
export async function newPdf(): Promise<PDFDocument> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setLanguage('fr');
  return pdf;
}

/** @param seed what tells this file from every other. */
export async function saved(pdf: PDFDocument, seed: readonly (Uint8Array | string)[]): Promise<Uint8Array> {
  const hash = createHash('sha256');
  for (const part of seed) hash.update(part);
  const id = PDFHexString.of(hash.digest('hex').slice(0, 32));
  pdf.context.trailerInfo.ID = pdf.context.obj([id, id]);
  return pdf.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}
