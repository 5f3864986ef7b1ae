/** A child like the reader's, that does with a PDF only what an e-invoice costs at least: opens it, and takes its XML out. */
import { getDocument } from '../../shared/reading/pdfjs.ts';
import { endWithParent, serve } from '../../shared/reading/serve.ts';

endWithParent();

/** Answers with the number of bytes of the first embedded XML file; 0 where there is none. */
serve<null, number>(async (_, data) => {
  const task = getDocument({ data, verbosity: 0 });
  try {
    const document = await task.promise;
    const files = [...((await document.getAttachments()) ?? [])];
    const xml = files.find(([, file]) => /\.xml$/i.test((file as { filename?: string }).filename ?? ''));
    const content = xml && ((await document.getAttachmentContent(xml[0])) as Uint8Array | null);
    return { answer: content?.length ?? 0 };
  } finally {
    await task.destroy();
  }
});
