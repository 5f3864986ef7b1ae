import { XmlError } from './xml-error.ts';
import { LONG_TEXT, type TextRun } from './xml-long-text.ts';

/** What one pass over the markup tells before anything is built. */
export interface XmlScan {
  /** What is missing at the end, or null where every element opened is closed. */
  readonly truncated: string | null;
  /** True where the root's own end tag is missing: then the file was cut, whatever else is wrong with it. */
  readonly rootOpen: boolean;
  /** Runs of text between tags that are too long for the parser. */
  readonly longTexts: readonly TextRun[];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control codes are what is searched (XML 1.0, Char).
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

/**
 * Walks the markup once without building anything, so that a hostile file (a DOCTYPE, a million nested or empty tags)
 * is refused at the price of its bytes.
 *
 * @throws XmlError XML_DOCTYPE, XML_TOO_DEEP, XML_TOO_LARGE (elements), XML_MALFORMED (control characters).
 */
export function scanXml(text: string, limits: { maxDepth: number; maxElements: number }): XmlScan {
  const control = CONTROL.exec(text);
  if (control) {
    const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    throw new XmlError('XML_MALFORMED', `the character U+${code} is not allowed`, lineAt(text, control.index));
  }
  let depth = 0;
  let elements = 0;
  let rootName = '';
  const longTexts: TextRun[] = [];
  let at = text.indexOf('<');
  while (at >= 0) {
    let end: number;
    if (text.startsWith('<!--', at)) {
      end = text.indexOf('-->', at + 4);
      if (end < 0) return cut('a comment is not closed');
      end += 2;
    } else if (text.startsWith('<![CDATA[', at)) {
      end = text.indexOf(']]>', at + 9);
      if (end < 0) return cut('a CDATA section is not closed');
      end += 2;
    } else if (text.startsWith('<?', at)) {
      end = text.indexOf('?>', at + 2);
      if (end < 0) return cut('a processing instruction is not closed');
      end += 1;
    } else if (text.startsWith('<!', at)) {
      if (text.length - at < '<!DOCTYPE'.length) return cut('a markup declaration is not closed');
      if (text.slice(at, at + 9).toUpperCase() === '<!DOCTYPE') {
        throw new XmlError('XML_DOCTYPE', 'a document type declaration is not accepted', lineAt(text, at));
      }
      throw new XmlError('XML_MALFORMED', 'a markup declaration outside a DOCTYPE', lineAt(text, at));
    } else if (text.startsWith('</', at)) {
      end = text.indexOf('>', at + 2);
      if (end < 0) return cut('an end tag is not closed');
      depth--;
    } else {
      end = endOfTag(text, at + 1);
      if (end < 0) return cut('a start tag is not closed');
      if (++elements > limits.maxElements) {
        throw new XmlError('XML_TOO_LARGE', `more than ${limits.maxElements} elements`, lineAt(text, at));
      }
      if (depth === 0 && elements > 1) {
        throw new XmlError('XML_MALFORMED', 'more than one root element', lineAt(text, at));
      }
      if (rootName === '') rootName = /^[^\s/>]*/.exec(text.slice(at + 1, Math.min(end, at + 200)))![0];
      if (text[end - 1] !== '/' && ++depth > limits.maxDepth) {
        throw new XmlError('XML_TOO_DEEP', `more than ${limits.maxDepth} nested elements`, lineAt(text, at));
      }
    }
    at = text.indexOf('<', end + 1);
    if (at - end > LONG_TEXT) longTexts.push({ from: end + 1, to: at });
  }
  if (depth > 0) return cut(`${depth} element${depth > 1 ? 's are' : ' is'} not closed`);
  return { truncated: null, rootOpen: false, longTexts };

  function cut(what: string): XmlScan {
    return { truncated: what, rootOpen: rootName === '' || !closes(text, rootName), longTexts };
  }
}

/** True where the last `</name` is a whole end tag. */
function closes(text: string, name: string): boolean {
  const at = text.lastIndexOf(`</${name}`);
  return at >= 0 && /^\s*>/.test(text.slice(at + 2 + name.length));
}

/** Position of the `>` that ends a start tag, quoted values skipped; -1 where there is none. */
function endOfTag(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x3e) return at;
    if (code === 0x22 || code === 0x27) {
      at = text.indexOf(text[at]!, at + 1);
      if (at < 0) return -1;
    }
  }
  return -1;
}

function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < index; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
