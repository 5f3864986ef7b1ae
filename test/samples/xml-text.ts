/** An element with its children, or with text; empty text where the value is null, so that it is left out. */
export function el(name: string, content: string | readonly string[] | null, attributes = ''): string {
  if (content === null) return '';
  const inner = typeof content === 'string' ? escapeXml(content) : content.join('');
  return inner === '' ? '' : `<${name}${attributes && ` ${attributes}`}>${inner}</${name}>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A quantity in thousandths or a price in ten-thousandths as a decimal without useless zeros: `12.5`. */
export function scaled(value: number, digits: number): string {
  const text = String(Math.abs(value)).padStart(digits + 1, '0');
  const fraction = text.slice(-digits).replace(/0+$/, '');
  return `${value < 0 ? '-' : ''}${text.slice(0, -digits)}${fraction && `.${fraction}`}`;
}

/** With line ends, as programs write it, and its declaration. */
export function xmlBytes(root: string): Uint8Array {
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${root.replace(/></g, '>\n<')}\n`);
}
