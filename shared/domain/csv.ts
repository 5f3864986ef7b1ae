/**
 * Separated values as RFC 4180 quotes them, with any one-character separator. Two strictnesses: files of this program
 * are read by the letter, files that a person typed are read for what they mean.
 */

/** A field as it is written: quoted only where it must be. */
export function quoteField(text: string, separator: string): string {
  const plain = !text.includes('"') && !text.includes(separator) && !/[\r\n]/.test(text);
  return plain ? text : `"${text.replaceAll('"', '""')}"`;
}

/**
 * The fields of one line. A field that opens with a quote and closes it before a separator or the end is unquoted;
 * any other is taken as it stands (`"Chez Paul" SARL` keeps its quotes). `strict` gives null for these instead.
 */
export function splitFields(line: string, separator: string, strict = false): string[] | null {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    const quoted = line[at] === '"' ? closingQuote(line, at, separator) : -1;
    if (quoted >= 0) {
      fields.push(line.slice(at + 1, quoted).replaceAll('""', '"'));
      at = quoted + 1;
    } else {
      const next = line.indexOf(separator, at);
      const end = next < 0 ? line.length : next;
      const field = line.slice(at, end);
      if (strict && field.includes('"')) return null;
      fields.push(field);
      at = end;
    }
    if (at >= line.length) return fields;
    at++;
  }
}

/** Where the quote opened at `start` closes, when a separator or the end follows; else -1. */
function closingQuote(line: string, start: number, separator: string): number {
  for (let at = line.indexOf('"', start + 1); at >= 0; at = line.indexOf('"', at + 1)) {
    if (line[at + 1] === '"') at++;
    else return at + 1 === line.length || line[at + 1] === separator ? at : -1;
  }
  return -1;
}
