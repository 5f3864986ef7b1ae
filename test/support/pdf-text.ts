/** The text of all pages, in the order of the file. */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  try {
    const pdf = await task.promise;
    const parts: string[] = [];
    for (let n = 1; n <= pdf.numPages; n++) {
      const content = await (await pdf.getPage(n)).getTextContent({ disableNormalization: true });
      parts.push(...content.items.map((item) => ('str' in item ? item.str : '')));
    }
    return parts.join('\n');
  } finally {
    await task.destroy();
  }
}
