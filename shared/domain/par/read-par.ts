import { type Dossier, parseDossierNumber } from '../dossier.ts';
import type { Par } from '../par.ts';
import type { Problem } from '../problem.ts';
import { type FormatCode, formatProblem, ProblemList } from '../problem-list.ts';
import { sirenOf } from '../siren.ts';
import { parseXml, type XmlElement, XmlError, type XmlErrorCode, type XmlLimits } from '../xml.ts';
import { readExercices } from './exercices.ts';
import { parseParFileName } from './file-name.ts';
import { parMapping } from './mapping.ts';
import { readAccounts, readJournals, readSiren, readThirdParties, readVatCodes, type Told } from './plan.ts';
import { fieldText, rowsOf, tellUnknown } from './tree.ts';

export type ParReading =
  /** `remarks`: what was ignored or looks wrong and refuses nothing. */
  | { readonly ok: true; readonly par: Par; readonly remarks: readonly Problem[] }
  /** Every reason found; the configuration in force stays. */
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A plan of accounts is flat and a few megabytes at most. */
const LIMITS: XmlLimits = { maxSize: 20 * 1024 * 1024, maxDepth: 32 };

/**
 * Reads a PAR file (docs/formats/par.md): the bytes as they came, and the name they came under, which must agree with
 * them. Never throws.
 */
export function readPar(bytes: Uint8Array, fileName: string, limits: XmlLimits = {}): ParReading {
  const problems = new ProblemList();
  const remarks = new ProblemList();
  const named = parseParFileName(fileName);
  if (!named) problems.add('PAR_FILE_NAME', { name: fileName });

  const root = parse(bytes, { ...LIMITS, ...limits });
  if ('code' in root) return { ok: false, problems: [...problems.all(), root] };
  if (root.local !== parMapping.root || root.namespace !== parMapping.namespace) {
    problems.add('PAR_ROOT', { found: root.name, expected: parMapping.root }, { line: root.line, where: root.name });
    return { ok: false, problems: problems.all() };
  }

  const told = { problems, remarks };
  const version = fieldText(root, parMapping.version.path, problems);
  if (version !== '' && version !== parMapping.version.value) {
    remarks.add('PAR_VERSION', { version, known: parMapping.version.value }, { line: root.line });
  }
  const dossier = readDossier(root, told);
  const exercices = readExercices(rowsOf(root, 'exercices', problems), problems);
  const plan = {
    journals: readJournals(root, told),
    accounts: readAccounts(root, told),
    thirdParties: readThirdParties(root, told),
    vatCodes: readVatCodes(root, told),
  };
  tellUnknown(root, remarks);
  if (named && dossier && named.dossier !== dossier.number) {
    problems.add('PAR_FILE_NAME_DOSSIER', { named: named.dossier, dossier: dossier.number }, { where: fileName });
  }
  if (named && exercices.length > 0 && !exercices.some((e) => e.name === named.exercice)) {
    const listed = exercices.map((e) => e.name).join(', ');
    problems.add('PAR_FILE_NAME_EXERCICE', { exercice: named.exercice, listed }, { where: fileName });
  }
  if (!problems.empty || !named || !dossier) return { ok: false, problems: problems.all() };
  return { ok: true, par: { dossier, exercice: named.exercice, exercices, ...plan }, remarks: remarks.all() };
}

const XML_CODES: Readonly<Record<XmlErrorCode, FormatCode & `PAR_XML_${string}`>> = {
  XML_DOCTYPE: 'PAR_XML_DOCTYPE',
  XML_TRUNCATED: 'PAR_XML_TRUNCATED',
  XML_MALFORMED: 'PAR_XML_MALFORMED',
  XML_ENCODING: 'PAR_XML_ENCODING',
  XML_TOO_LARGE: 'PAR_XML_TOO_LARGE',
  XML_TOO_DEEP: 'PAR_XML_TOO_DEEP',
};

function parse(bytes: Uint8Array, limits: XmlLimits): XmlElement | Problem {
  try {
    return parseXml(bytes, limits);
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    return formatProblem(XML_CODES[error.code], { detail: error.detail }, { line: error.line });
  }
}

function readDossier(root: XmlElement, told: Told): Dossier | null {
  const { problems, remarks } = told;
  const { rows: path, fields } = parMapping.dossier;
  const [row, second] = rowsOf(root, 'dossier', problems);
  if (!row) {
    problems.add('PAR_NO_DOSSIER', { element: path }, { line: root.line, where: path });
    return null;
  }
  if (second) problems.add('PAR_REPEATED', { element: path }, { line: second.line, where: path });
  const { text, line } = row;
  const at = (field: keyof typeof fields) => ({ line, where: `${path}/${fields[field]}` });
  const missing = (field: keyof typeof fields) =>
    problems.add('PAR_FIELD_MISSING', { field: `${path}/${fields[field]}` }, at(field));

  const number = parseDossierNumber(text.number);
  if (text.number === '') missing('number');
  else if (!number) problems.add('PAR_DOSSIER_NUMBER', { number: text.number }, at('number'));
  if (text.name === '') missing('name');

  const declared = readSiren(text.siren, at('siren'), told);
  const ofSiret = readSiren(text.siret, at('siret'), told);
  // A foreign VAT number holds no SIREN, and is none that is wrong.
  const ofVat = sirenOf(text.vatNumber) ? readSiren(text.vatNumber, at('vatNumber'), told) : null;
  const siren = declared ?? ofSiret ?? ofVat;
  const other = [ofSiret, ofVat].find((s) => s !== null && s !== siren);
  if (siren && other) remarks.add('PAR_SIREN_DIFFER', { siren, other }, { line, where: path });

  const accountLength = text.accountLength === '' ? null : Number(text.accountLength);
  const isLength = accountLength === null || [6, 8, 10].includes(accountLength);
  if (!isLength) remarks.add('PAR_ACCOUNT_LENGTH', { length: text.accountLength }, at('accountLength'));
  if (!number || text.name === '') return null;
  return {
    number,
    name: text.name,
    siren,
    vatNumber: text.vatNumber || null,
    regime: text.regime || null,
    accountLength: isLength ? accountLength : null,
  };
}
