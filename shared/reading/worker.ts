/** The child process of the reader: reads the documents its parent sends, one at a time. Started by pool.ts only. */
import type { Reading } from '../domain/invoice.ts';
import { readDocument } from './document.ts';
import { endWithParent, serve } from './serve.ts';

endWithParent();

/**
 * A document known to be good, read before any other: the first real one finds the library warm, and where the library
 * does not work at all (a Node too old for it), the child fails to start instead of calling every PDF broken.
 */
const known = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 38>>stream
BT /F 9 Tf 9 9 Td (Date 1/2/20) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R/Size 6>>
startxref
9
%%EOF`;
const check = await readDocument(new TextEncoder().encode(known), 'known.pdf');
if (check.kind !== 'text') throw new Error(`the PDF library does not work here: ${JSON.stringify(check)}`);

serve<{ readonly name: string }, Reading>(async ({ name }, bytes) => ({ answer: await readDocument(bytes, name) }));
