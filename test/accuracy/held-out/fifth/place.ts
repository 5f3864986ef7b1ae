/** Pages as libraries that write PDF make them: each piece of text at its place in millimetres, in the order it is written. */
export const A4 = '@page{size:A4;margin:0}';

export function sheetCss(font: string, more = ''): string {
  return `${A4} body{margin:0;font:${font}} section{position:relative;width:210mm;height:296mm;overflow:hidden} section+section{break-before:page} p{position:absolute;margin:0;white-space:nowrap} i.b{position:absolute;box-sizing:border-box} ${more}`;
}

/** Text whose left upper corner is at `x`, `y`. */
export function at(x: number, y: number, text: string, style = ''): string {
  return `<p style="left:${x}mm;top:${y}mm;${style}">${text}</p>`;
}

/** Text that ends at `x`. */
export function upTo(x: number, y: number, text: string, style = ''): string {
  return at(x - 80, y, text, `width:80mm;text-align:right;${style}`);
}

/** Text in the middle of `x` and `x + width`. */
export function amid(x: number, y: number, width: number, text: string, style = ''): string {
  return at(x, y, text, `width:${width}mm;text-align:center;${style}`);
}

export function frame(x: number, y: number, width: number, height: number, style = 'border:1px solid #000'): string {
  return `<i class=b style="left:${x}mm;top:${y}mm;width:${width}mm;height:${height}mm;${style}"></i>`;
}

/** One below the other. */
export function stack(x: number, y: number, step: number, texts: readonly string[], style = ''): string {
  return texts.map((text, n) => at(x, y + n * step, text, style)).join('');
}

/** Wrapped text. */
export function block(x: number, y: number, width: number, text: string, style = ''): string {
  return at(x, y, text, `width:${width}mm;white-space:normal;${style}`);
}
