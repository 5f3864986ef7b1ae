import { detectMediaType } from '../media-type.ts';
import { isMereBeginning } from './beginning.ts';
import { endsAsPdf, pdfEnding } from './pdf.ts';
import { checkTiff } from './tiff.ts';
import { xmlEnding } from './xml.ts';

/** Whether a file arrived whole: its own format says so, says the contrary, or says neither. */
export type Ending = 'whole' | 'cut' | 'unknown';

/**
 * Tells from the bytes alone whether a file arrived whole, in time linear in its size. Whoever is told `whole` may take
 * it as it is, so that a doubt is always `unknown`: so is every format that is not read here, and an empty file.
 *
 * A cut that leaves what the format calls a whole file can't be seen: a PDF before the changes appended to it, an XML
 * after its root, padding.
 */
export function ending(bytes: Uint8Array): Ending {
  switch (detectMediaType(bytes)) {
    case 'application/pdf':
      return endsAsPdf(bytes) ? 'whole' : pdfEnding(bytes) === 'cut' ? 'cut' : 'unknown';
    case 'image/tiff': {
      const verdict = checkTiff(bytes);
      if (verdict.ok) return verdict.certain ? 'whole' : 'unknown';
      return verdict.why === 'incomplete' ? 'cut' : 'unknown';
    }
    case 'application/xml':
      return xmlEnding(bytes);
    case null:
      return isMereBeginning(bytes) ? 'cut' : 'unknown';
  }
}
