import { FLAGS, parMapping, SECTIONS, type Section } from './mapping.ts';

/**
 * The W3C schema of a PAR file, made from the mapping table: `docs/formats/par.xsd` is its output, and a test holds the
 * two together. It describes the plain form (no unknown element, no section twice). Reading is wider: what the table
 * does not name is remarked and never refused; and narrower: what no schema can say (exercices that overlap, a check
 * digit, the file's name) is checked by `readPar`.
 */
export function parXsd(): string {
  const root = newElement();
  attach(root, parMapping.version.path, { type: 'texte', required: false });
  for (const section of SECTIONS) {
    const { rows, fields } = parMapping[section];
    const row = rows.split('/').reduce(childOf, root);
    row.repeated = section !== 'dossier';
    row.required = section === 'dossier' || section === 'exercices';
    for (const [field, path] of Object.entries(fields)) attach(row, path, kindOf(section, field));
  }
  requireAncestors(root);
  const { namespace } = parMapping;
  const target = namespace === '' ? '' : ` targetNamespace="${namespace}" xmlns="${namespace}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!-- Made from shared/domain/par/mapping.ts. See par.md for what each value means. -->',
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"${target}>`,
    ...writeElement(parMapping.root, root, '  ', true),
    ...TYPES,
    '</xs:schema>',
    '',
  ].join('\n');
}

interface Kind {
  readonly type: string;
  readonly required: boolean;
}

interface ElementNode {
  readonly attributes: Map<string, Kind>;
  readonly children: Map<string, ElementNode>;
  /** Simple type of its own text, or null where it holds none. */
  text: string | null;
  repeated: boolean;
  required: boolean;
}

const newElement = (): ElementNode => ({
  attributes: new Map(),
  children: new Map(),
  text: null,
  repeated: false,
  required: false,
});

function childOf(parent: ElementNode, name: string): ElementNode {
  const child = parent.children.get(name) ?? newElement();
  parent.children.set(name, child);
  return child;
}

/** Puts a field at its path below an element, as `fieldText` reads it. */
function attach(element: ElementNode, path: string, kind: Kind): void {
  const steps = path.split('/');
  const attribute = steps.at(-1)!.startsWith('@') ? steps.pop()!.slice(1) : null;
  const target = steps.reduce(childOf, element);
  if (attribute !== null) target.attributes.set(attribute, kind);
  else {
    target.text = kind.type;
    target.required = kind.required;
  }
}

/** What holds something required is required, unless it is a row of a list that may be empty. */
function requireAncestors(element: ElementNode): boolean {
  let below = false;
  for (const child of element.children.values()) if (requireAncestors(child)) below = true;
  if (!element.repeated && (below || [...element.attributes.values()].some((a) => a.required))) element.required = true;
  return element.required;
}

/** Simple types of the values, by field; text where it is none of these. */
const KINDS: Readonly<Record<string, string>> = {
  'dossier.number': 'numeroDossier',
  'dossier.accountLength': 'longueurComptes',
  'exercices.start': 'date',
  'exercices.end': 'date',
  'exercices.closed': 'ouiNon',
  'vatCodes.rate': 'taux',
};

const REQUIRED: ReadonlySet<string> = new Set([
  'dossier.number',
  'dossier.name',
  'exercices.start',
  'exercices.end',
  'journals.code',
  'accounts.number',
  'thirdParties.account',
  'vatCodes.code',
  'vatCodes.rate',
]);

function kindOf(section: Section, field: string): Kind {
  const name = `${section}.${field}`;
  const required = REQUIRED.has(name);
  return { type: KINDS[name] ?? (required ? 'texteNonVide' : 'texte'), required };
}

function writeElement(name: string, element: ElementNode, indent: string, isRoot = false): string[] {
  const { attributes, children, text } = element;
  const occurs = isRoot
    ? ''
    : `${element.required ? '' : ' minOccurs="0"'}${element.repeated ? ' maxOccurs="unbounded"' : ''}`;
  const open = `${indent}<xs:element name="${name}"${occurs}`;
  if (children.size === 0 && attributes.size === 0) return [`${open} type="${text ?? 'texte'}"/>`];
  const listed = [...attributes].map(
    ([attribute, { type, required }]) =>
      `<xs:attribute name="${attribute}" type="${type}"${required ? ' use="required"' : ''}/>`,
  );
  const inner = `${indent}    `;
  if (children.size === 0 && text !== null)
    return [
      `${open}>`,
      `${indent}  <xs:complexType>`,
      `${inner}<xs:simpleContent>`,
      `${inner}  <xs:extension base="${text}">`,
      ...listed.map((a) => `${inner}    ${a}`),
      `${inner}  </xs:extension>`,
      `${inner}</xs:simpleContent>`,
      `${indent}  </xs:complexType>`,
      `${indent}</xs:element>`,
    ];
  // Children come in any order: `all` where each may stand once, one element in sequence where it is a list.
  const group = [...children.values()].some((c) => c.repeated) ? 'sequence' : 'all';
  const below = [...children].flatMap(([child, node]) => writeElement(child, node, `${inner}  `));
  return [
    `${open}>`,
    `${indent}  <xs:complexType>`,
    ...(below.length > 0 ? [`${inner}<xs:${group}>`, ...below, `${inner}</xs:${group}>`] : []),
    ...listed.map((a) => `${inner}${a}`),
    `${indent}  </xs:complexType>`,
    `${indent}</xs:element>`,
  ];
}

const anyCase = (word: string) => word.replace(/[a-z]/g, (c) => `[${c}${c.toUpperCase()}]`);
const pattern = (name: string, regex: string) => [
  `  <xs:simpleType name="${name}">`,
  '    <xs:restriction base="xs:token">',
  `      <xs:pattern value="${regex}"/>`,
  '    </xs:restriction>',
  '  </xs:simpleType>',
];

const TYPES: readonly string[] = [
  '  <xs:simpleType name="texte">',
  '    <xs:restriction base="xs:string"/>',
  '  </xs:simpleType>',
  '  <xs:simpleType name="texteNonVide">',
  '    <xs:restriction base="xs:token">',
  '      <xs:minLength value="1"/>',
  '    </xs:restriction>',
  '  </xs:simpleType>',
  ...pattern('numeroDossier', '[A-Za-z0-9]{1,8}'),
  ...pattern('longueurComptes', '6|8|10'),
  ...pattern('date', String.raw`\d{4}-\d{2}-\d{2}|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{8}`),
  ...pattern('ouiNon', [...FLAGS.yes, ...FLAGS.no].map(anyCase).join('|')),
  ...pattern('taux', String.raw`\d{1,3}([.,]\d{1,4})?\s*%?`),
];
