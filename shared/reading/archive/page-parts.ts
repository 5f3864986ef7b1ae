import { PDFArray, PDFDict, PDFName, type PDFPage, type PDFRef } from '@cantoo/pdf-lib';

/** Makes an object known to the content of a page under a name. */
export function addResource(page: PDFPage, kind: 'Font' | 'XObject', name: string, ref: PDFRef): void {
  const { context } = page.doc;
  const resources = page.node.Resources() ?? own(page.node, 'Resources', context.obj({}));
  const group = resources.lookup(PDFName.of(kind));
  (group instanceof PDFDict ? group : own(resources, kind, context.obj({}))).set(PDFName.of(name), ref);
}

function own(dict: PDFDict, name: string, value: PDFDict): PDFDict {
  dict.set(PDFName.of(name), value);
  return value;
}

/**
 * Adds content before or after what a page has. First is the place for what must not depend on the state that a
 * stranger's content leaves behind.
 */
export function addContent(page: PDFPage, where: 'first' | 'last', content: string): void {
  const { context } = page.doc;
  const ref = context.register(context.flateStream(content));
  const name = PDFName.of('Contents');
  const old = page.node.get(name);
  const there = context.lookup(old);
  const streams = there instanceof PDFArray ? there.asArray() : old ? [old] : [];
  page.node.set(name, context.obj(where === 'first' ? [ref, ...streams] : [...streams, ref]));
}
