import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { decodeXml } from './xml-encoding.ts';
import { XmlError } from './xml-error.ts';
import { type Shortened, shortenText } from './xml-long-text.ts';
import { scanXml } from './xml-scan.ts';

export { decodeXml } from './xml-encoding.ts';
export { XmlError, type XmlErrorCode } from './xml-error.ts';

/** One element. Every value is text as written ("007868" stays "007868"), references decoded. */
export interface XmlElement {
  /** As written, with its prefix (`ram:ID`). */
  readonly name: string;
  /** Without its prefix (`ID`). */
  readonly local: string;
  /** Namespace URI, `''` where there is none. */
  readonly namespace: string;
  /** By name as written; `xmlns` declarations included. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Child elements in document order. */
  readonly children: readonly XmlElement[];
  /** Own text (CDATA included, children's excluded), trimmed. */
  readonly text: string;
  /** Line of the start tag, from 1. */
  readonly line: number;
}

/** What a file may cost before it is refused. */
export interface XmlLimits {
  /** Bytes (or characters, for text). Default 20 MB. */
  readonly maxSize?: number;
  /** Nested elements, the root being 1. Default 200. */
  readonly maxDepth?: number;
  /** Elements in all: each costs some 800 bytes of memory however short it is. Default 250 000. */
  readonly maxElements?: number;
}

const DEFAULTS = { maxSize: 20 * 1024 * 1024, maxDepth: 200, maxElements: 250_000 } as const;

/**
 * Reads an XML document into a tree, safely: no DOCTYPE, so no entities but the five of XML and numeric references;
 * size, depth and number of elements capped before anything is built; truncation told apart from bad form.
 *
 * @param source bytes (decoded by {@link decodeXml}) or text already decoded.
 * @returns the root element.
 * @throws XmlError
 */
export function parseXml(source: string | Uint8Array, limits: XmlLimits = {}): XmlElement {
  const { maxSize, maxDepth, maxElements } = { ...DEFAULTS, ...limits };
  if (source.length > maxSize) {
    throw new XmlError('XML_TOO_LARGE', `${source.length} bytes, at most ${maxSize}`);
  }
  const text = (typeof source === 'string' ? source : decodeXml(source)).replace(/^\uFEFF/, '');
  const scan = scanXml(text, { maxDepth, maxElements });
  const short = shortenText(text, scan.longTexts);

  // Files written by templates often start with an empty line, which XML forbids before its declaration.
  const body = short.text.trimStart();
  const skipped = short.text.slice(0, short.text.length - body.length);
  const firstLine = 1 + countLines(skipped, 0, skipped.length);

  const valid = XMLValidator.validate(body);
  if (scan.truncated && (valid === true || scan.rootOpen)) {
    throw new XmlError('XML_TRUNCATED', scan.truncated, 1 + countLines(text, 0, text.length));
  }
  if (valid !== true) throw new XmlError('XML_MALFORMED', shorten(valid.err.msg), valid.err.line + firstLine - 1);

  let nodes: FxpNode[];
  try {
    nodes = newParser(maxDepth).parse(body) as FxpNode[];
  } catch (error) {
    if (error instanceof XmlError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const reserved = /^\[SECURITY\].*?"([^"]*)"/.exec(message);
    throw new XmlError('XML_MALFORMED', reserved ? `the name ${reserved[1]} is not accepted` : shorten(message));
  }
  const converter = new Converter(body, firstLine, short);
  for (const node of nodes) {
    const root = converter.element(node, NO_NAMESPACES);
    if (root) return root;
  }
  throw new XmlError('XML_MALFORMED', 'no root element');
}

/** First child of that local name and, where given, that namespace. */
export function childOf(parent: XmlElement | undefined, local: string, namespace?: string): XmlElement | undefined {
  return parent?.children.find((c) => c.local === local && (namespace === undefined || c.namespace === namespace));
}

/** Every child of that local name and, where given, that namespace. */
export function childrenOf(parent: XmlElement | undefined, local: string, namespace?: string): XmlElement[] {
  if (!parent) return [];
  return parent.children.filter((c) => c.local === local && (namespace === undefined || c.namespace === namespace));
}

// --- fast-xml-parser, ordered output ---------------------------------------------------------------------------------

/** `{ 'ram:ID': [...children], ':@': { attribute: value } }` or `{ '#text': '...' }`. */
type FxpNode = Record<string, FxpNode[] | string | Record<string, string>> & { [meta: symbol]: { startIndex: number } };
const TEXT = '#text';
const ATTRIBUTES = ':@';

function newParser(maxDepth: number): XMLParser {
  return new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    captureMetaData: true,
    jPath: false,
    maxNestedTags: maxDepth,
    textNodeName: TEXT,
    // Indentation between elements is dropped at once: it would double the memory of the tree.
    tagValueProcessor: (_name, value) => (/[^ \t\r\n]/.test(value) ? value : ''),
    entityDecoder: {
      setExternalEntities: () => {},
      addInputEntities: () => {},
      reset: () => {},
      setXmlVersion: () => {},
      decode: decodeReferences,
    },
    onDangerousProperty: (name) => {
      throw new XmlError('XML_MALFORMED', `the name ${name} is not accepted`);
    },
  });
}

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Decodes `&amp;`, `&#233;` and `&#xE9;`; any other reference is undeclared, since there is no DOCTYPE to declare it. */
function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,8})|#x([0-9a-fA-F]{1,6})|([^;&\s]*));?/g, (whole, decimal, hex, name) => {
    if (whole.endsWith(';')) {
      if (name !== undefined) {
        if (Object.hasOwn(PREDEFINED, name)) return PREDEFINED[name]!;
      } else {
        const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
        if (isXmlCharacter(code)) return String.fromCodePoint(code);
      }
    }
    throw new XmlError('XML_MALFORMED', `the reference ${shorten(whole)} stands for no character`);
  });
}

/** XML 1.0, production [2] Char. */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}

type Namespaces = ReadonlyMap<string, string>;
const NO_NAMESPACES: Namespaces = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]);
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

/** Turns the parser's nodes into elements, in document order, so that lines are counted once. */
class Converter {
  private readonly meta = XMLParser.getMetaDataSymbol() as symbol;
  private readonly source: string;
  private line: number;
  private at = 0;
  private readonly short: Shortened;

  constructor(source: string, firstLine: number, short: Shortened) {
    this.short = short;
    this.source = source;
    this.line = firstLine;
  }

  element(node: FxpNode, outer: Namespaces): XmlElement | null {
    const name = Object.keys(node).find((key) => key !== ATTRIBUTES);
    if (name === undefined || name === TEXT || name.startsWith('?')) return null;
    const line = this.lineOf(node);
    const raw = node[ATTRIBUTES] as Record<string, string> | undefined;
    const attributes = raw ? new Map(Object.entries(raw)) : NO_ATTRIBUTES;
    const namespaces = declare(attributes, outer);
    const colon = name.indexOf(':');
    const prefix = colon < 0 ? '' : name.slice(0, colon);
    const namespace = namespaces.get(prefix) ?? (prefix === '' ? '' : undefined);
    if (namespace === undefined) throw new XmlError('XML_MALFORMED', `the prefix ${prefix} is not declared`, line);

    const children: XmlElement[] = [];
    let text = '';
    for (const child of node[name] as FxpNode[]) {
      if (Object.hasOwn(child, TEXT)) text += this.short.restore(child[TEXT] as string, decodeReferences);
      else {
        const element = this.element(child, namespaces);
        if (element) children.push(element);
      }
    }
    return { name, local: name.slice(colon + 1), namespace, attributes, children, text: text.trim(), line };
  }

  private lineOf(node: FxpNode): number {
    const start = (node as { [meta: symbol]: { startIndex: number } | undefined })[this.meta]?.startIndex ?? this.at;
    this.line += countLines(this.source, this.at, start);
    this.at = Math.max(this.at, start);
    return this.line;
  }
}

function declare(attributes: ReadonlyMap<string, string>, outer: Namespaces): Namespaces {
  let own: Map<string, string> | null = null;
  for (const [name, value] of attributes) {
    const prefix = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice(6) : null;
    if (prefix === null) continue;
    own ??= new Map(outer);
    own.set(prefix, value.trim());
  }
  return own ?? outer;
}

/** Line ends (LF, CR LF) between two positions. */
function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}

function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
