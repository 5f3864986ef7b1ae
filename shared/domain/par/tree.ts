import type { ProblemList } from '../problem-list.ts';
import type { XmlElement } from '../xml.ts';
import { type FieldOf, parMapping, SECTIONS, type Section } from './mapping.ts';

/** The fields of one row as text, `''` where absent, and where they stand. */
export interface Row<S extends Section> {
  readonly line: number;
  readonly element: string;
  readonly text: Readonly<Record<FieldOf<S>, string>>;
}

/** Every row of a section, in document order. A field given twice inside a row is a problem. */
export function rowsOf<S extends Section>(root: XmlElement, section: S, problems: ProblemList): Row<S>[] {
  const { rows, fields } = parMapping[section];
  return descend([root], rows.split('/')).map((element) => {
    const text: Record<string, string> = {};
    for (const [name, path] of Object.entries(fields)) text[name] = fieldText(element, path, problems);
    return { line: element.line, element: rows, text: text as Row<S>['text'] };
  });
}

/** The text of a path of the mapping under an element; `''` where there is none. */
export function fieldText(element: XmlElement, path: string, problems: ProblemList): string {
  const steps = path.split('/');
  const attribute = steps.at(-1)!.startsWith('@') ? steps.pop()!.slice(1) : null;
  const found = descend([element], steps);
  if (found.length > 1) problems.add('PAR_REPEATED', { element: path }, { line: found[1]!.line, where: path });
  const target = found[0];
  if (!target) return '';
  return attribute === null ? target.text : (target.attributes.get(attribute) ?? '').trim();
}

function descend(elements: readonly XmlElement[], steps: readonly string[]): XmlElement[] {
  let found = [...elements];
  for (const step of steps) found = found.flatMap((e) => e.children.filter((c) => isOurs(c) && c.local === step));
  return found;
}

function isOurs(element: XmlElement): boolean {
  return element.namespace === parMapping.namespace;
}

/**
 * Tells each element and attribute that the mapping does not name, once a path with its count. What stands inside an
 * unknown element is not told again.
 */
export function tellUnknown(root: XmlElement, remarks: ProblemList): void {
  const known = knownPaths();
  const unknown = new Map<string, { count: number; line: number }>();
  const count = (path: string, line: number) => {
    const before = unknown.get(path);
    if (before) before.count++;
    else unknown.set(path, { count: 1, line });
  };
  const walk = (element: XmlElement, path: string) => {
    for (const name of element.attributes.keys()) {
      // Declarations and hints of XML itself (xmlns, xsi:schemaLocation, xml:space) say nothing of the dossier.
      if (name === 'xmlns' || name.includes(':')) continue;
      if (!known.has(`${path}/@${name}`)) count(`${path}/@${name}`, element.line);
    }
    for (const child of element.children) {
      const childPath = `${path}/${child.local}`;
      if (isOurs(child) && known.has(childPath)) walk(child, childPath);
      else count(`${path}/${child.name}`, child.line);
    }
  };
  walk(root, '');
  for (const [path, { count: times, line }] of unknown) {
    remarks.add('PAR_UNKNOWN_ELEMENT', { path: path.slice(1), count: times }, { line, where: path.slice(1) });
  }
}

/** Every path the mapping names, from the root (`/Exercices/Exercice/@debut`), and what leads to it. */
function knownPaths(): Set<string> {
  const known = new Set<string>([`/${parMapping.version.path}`]);
  const add = (path: string) => {
    const steps = path.split('/');
    for (let n = 1; n <= steps.length; n++) known.add(`/${steps.slice(0, n).join('/')}`);
  };
  for (const section of SECTIONS) {
    const { rows, fields } = parMapping[section];
    for (const path of Object.values(fields)) add(`${rows}/${path}`);
  }
  return known;
}
