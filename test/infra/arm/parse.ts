/** The expressions of ARM templates, `[format('{0}', parameters('x')).y[0]]`, as a tree. */
export type Node =
  | { readonly kind: 'value'; readonly value: string | number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] }
  | { readonly kind: 'member'; readonly of: Node; readonly key: Node };

const TOKEN = /\s*(?:('(?:[^']|'')*')|(-?\d+)|([A-Za-z_]\w*)|([()[\],.]))/y;

function tokens(text: string): string[] {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const m = TOKEN.exec(text);
    if (!m) throw new Error(`no expression at ${at}: ${text}`);
    found.push(m[1] ?? m[2] ?? m[3] ?? m[4]!);
  }
  return found;
}

/** Whether a string of a template is an expression; `[[` begins a plain text. */
export function isExpression(text: string): boolean {
  return text.startsWith('[') && text.endsWith(']') && !text.startsWith('[[');
}

/** `text` with its outer brackets. */
export function parse(text: string): Node {
  const left = tokens(text.slice(1, -1));
  const node = expression(left);
  if (left.length > 0) throw new Error(`${left.join(' ')} is too much in ${text}`);
  return node;
}

function expression(left: string[]): Node {
  const token = left.shift();
  if (token === undefined) throw new Error('an expression ends too early');
  let node: Node;
  if (token.startsWith("'")) node = { kind: 'value', value: token.slice(1, -1).replaceAll("''", "'") };
  else if (/^-?\d/.test(token)) node = { kind: 'value', value: Number(token) };
  else {
    const args: Node[] = [];
    expect(left, '(');
    while (left[0] !== ')') {
      args.push(expression(left));
      if (left[0] === ',') left.shift();
    }
    left.shift();
    node = { kind: 'call', name: token, args };
  }
  for (;;) {
    if (left[0] === '.') {
      left.shift();
      node = { kind: 'member', of: node, key: { kind: 'value', value: left.shift()! } };
    } else if (left[0] === '[') {
      left.shift();
      node = { kind: 'member', of: node, key: expression(left) };
      expect(left, ']');
    } else return node;
  }
}

function expect(left: string[], token: string): void {
  const got = left.shift();
  if (got !== token) throw new Error(`${token} expected, not ${got}`);
}
