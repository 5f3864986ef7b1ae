/** Why an XML file is refused. */
export type XmlErrorCode =
  /** A document type declaration (entities, external files): none of the formats read here needs one. */
  | 'XML_DOCTYPE'
  /** The file ends before its root element does. */
  | 'XML_TRUNCATED'
  /** Not well-formed XML, or a name that is not accepted (`__proto__`). */
  | 'XML_MALFORMED'
  /** Bytes that do not fit the declared encoding, or an encoding that is not supported. */
  | 'XML_ENCODING'
  /** More bytes, or more elements, than the limits allow. */
  | 'XML_TOO_LARGE'
  /** Elements nested deeper than the limits allow. */
  | 'XML_TOO_DEEP';

/** Refusal of an XML file. `line` counts from 1; `detail` is one technical sentence without its full stop. */
export class XmlError extends Error {
  readonly code: XmlErrorCode;
  readonly detail: string;
  readonly line: number | undefined;

  constructor(code: XmlErrorCode, detail: string, line?: number) {
    super(line === undefined ? `${code}: ${detail}` : `${code}: ${detail} (line ${line})`);
    this.name = 'XmlError';
    this.code = code;
    this.detail = detail;
    this.line = line;
  }
}
