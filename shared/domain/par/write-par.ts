import type { Par } from '../par.ts';
import { FLAGS, parMapping, type Section } from './mapping.ts';

interface Node {
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: Node[];
  text: string;
}

/**
 * Writes a PAR as {@link readPar} reads it, declared UTF-8: for samples, tests and the demonstration. The exercice it is
 * for stands in the file's name only.
 *
 * @throws Error for a value that XML cannot hold (a control character).
 */
export function writePar(par: Par): string {
  const root = newNode(parMapping.root);
  if (parMapping.namespace !== '') root.attributes.set('xmlns', parMapping.namespace);
  put(root, parMapping.version.path, parMapping.version.value);
  const { dossier } = par;
  addRow(root, 'dossier', { ...dossier, accountLength: dossier.accountLength?.toString() ?? null });
  for (const { start, end, closed } of par.exercices) {
    addRow(root, 'exercices', { start, end, closed: closed ? FLAGS.yes[0]! : FLAGS.no[0]! });
  }
  for (const journal of par.journals) addRow(root, 'journals', { ...journal });
  for (const account of par.accounts) addRow(root, 'accounts', { ...account });
  for (const thirdParty of par.thirdParties) addRow(root, 'thirdParties', { ...thirdParty });
  for (const vatCode of par.vatCodes) addRow(root, 'vatCodes', { ...vatCode });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${serialize(root, '')}`;
}

function addRow(root: Node, section: Section, values: Readonly<Record<string, string | null>>): void {
  const { rows, fields } = parMapping[section];
  const steps = rows.split('/');
  const row = newNode(steps.pop()!);
  steps.reduce(childNamed, root).children.push(row);
  for (const [name, path] of Object.entries(fields)) put(row, path, values[name] ?? '');
}

/** Sets the text of a path of the mapping; an empty one is left out. */
function put(node: Node, path: string, value: string): void {
  if (value === '') return;
  const steps = path.split('/');
  const attribute = steps.at(-1)!.startsWith('@') ? steps.pop()!.slice(1) : null;
  const target = steps.reduce(childNamed, node);
  if (attribute === null) target.text = value;
  else target.attributes.set(attribute, value);
}

function childNamed(node: Node, name: string): Node {
  const known = node.children.find((c) => c.name === name);
  if (known) return known;
  const child = newNode(name);
  node.children.push(child);
  return child;
}

function newNode(name: string): Node {
  return { name, attributes: new Map(), children: [], text: '' };
}

function serialize({ name, attributes, children, text }: Node, indent: string): string {
  const tag = `${name}${[...attributes].map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join('')}`;
  if (children.length === 0) return `${indent}<${tag}${text === '' ? '/>' : `>${escapeXml(text)}</${name}>`}\n`;
  const inner = children.map((child) => serialize(child, `${indent}  `)).join('');
  return `${indent}<${tag}>${escapeXml(text)}\n${inner}${indent}</${name}>\n`;
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeXml(text: string): string {
  if (!/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u.test(text)) {
    throw new Error(`XML cannot hold ${JSON.stringify(text)}`);
  }
  return text.replace(/[&<>"\t\n\r]/g, (char) => ESCAPED[char] ?? `&#${char.charCodeAt(0)};`);
}
