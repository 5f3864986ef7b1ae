import type { Account, Journal, ThirdParty, VatCode } from '../par.ts';
import type { ProblemList } from '../problem-list.ts';
import { isValidSiren, sirenOf } from '../siren.ts';
import type { XmlElement } from '../xml.ts';
import { type FieldOf, parMapping, type Section } from './mapping.ts';
import { type Row, rowsOf } from './tree.ts';

/** Where problems (which refuse the file) and remarks (which do not) go. */
export interface Told {
  readonly problems: ProblemList;
  readonly remarks: ProblemList;
}

export function readJournals(root: XmlElement, told: Told): Journal[] {
  return readList(root, 'journals', 'code', told, ({ text }) => ({
    code: text.code,
    type: text.type || null,
    label: text.label,
    counterpart: text.counterpart || null,
  }));
}

export function readAccounts(root: XmlElement, told: Told): Account[] {
  return readList(root, 'accounts', 'number', told, ({ text, line }) => {
    tellAccount(text.number, 'accounts', line, told);
    return { number: text.number, label: text.label };
  });
}

export function readThirdParties(root: XmlElement, told: Told): ThirdParty[] {
  return readList(root, 'thirdParties', 'account', told, ({ text, line }) => {
    tellAccount(text.account, 'thirdParties', line, told);
    return {
      account: text.account,
      name: text.name,
      siren: readSiren(text.siren, { line, where: place('thirdParties', 'siren') }, told),
      vatNumber: text.vatNumber || null,
    };
  });
}

export function readVatCodes(root: XmlElement, told: Told): VatCode[] {
  return readList(root, 'vatCodes', 'code', told, ({ text, line }) => {
    const rate = readRate(text.rate);
    const where = place('vatCodes', 'rate');
    if (rate === null) told.problems.add('PAR_RATE', { code: text.code, rate: text.rate }, { line, where });
    return {
      code: text.code,
      label: text.label || null,
      rate: rate ?? '',
      account: text.account || null,
      kind: text.kind || null,
    };
  });
}

/** The SIREN inside a text, or null: one that fails its check is told and ignored, so that it can contradict nothing. */
export function readSiren(text: string, at: { line: number; where: string }, told: Told): string | null {
  if (text === '') return null;
  const siren = sirenOf(text);
  if (siren && isValidSiren(siren)) return siren;
  told.remarks.add('PAR_SIREN', { siren: text }, at);
  return null;
}

/** `20`, `5.5`, `2.1` from `20,00`, `5,5 %`, `2.10`; null where it is no percentage. */
function readRate(text: string): string | null {
  const m = /^(\d{1,3})(?:[.,](\d{1,4}))?\s*%?$/.exec(text);
  if (!m || Number(m[1]) > 100) return null;
  const decimals = (m[2] ?? '').replace(/0+$/, '');
  return `${Number(m[1])}${decimals && `.${decimals}`}`;
}

/** A key given twice keeps its first row; another content is told. A row without its key is a problem. */
function readList<S extends Exclude<Section, 'dossier' | 'exercices'>, T>(
  root: XmlElement,
  section: S,
  key: FieldOf<S>,
  told: Told,
  read: (row: Row<S>) => T,
): T[] {
  const rows = new Map<string, { row: Row<S>; value: T }>();
  for (const row of rowsOf(root, section, told.problems)) {
    const value = row.text[key];
    const known = rows.get(value);
    if (value === '') {
      const where = place(section, key);
      told.problems.add('PAR_FIELD_MISSING', { field: where }, { line: row.line, where });
    } else if (!known) rows.set(value, { row, value: read(row) });
    else if (JSON.stringify(known.row.text) !== JSON.stringify(row.text)) {
      const params = { key: value, first: known.row.line };
      told.remarks.add('PAR_DUPLICATE', params, { line: row.line, where: place(section, key) });
    }
  }
  return [...rows.values()].map((r) => r.value);
}

/** An account that no entry could name is told once here rather than with each entry. */
function tellAccount(account: string, section: 'accounts' | 'thirdParties', line: number, told: Told): void {
  if (/^[A-Z0-9]{1,10}$/.test(account)) return;
  const where = section === 'accounts' ? place(section, 'number') : place(section, 'account');
  told.remarks.add('PAR_ACCOUNT_FORM', { account }, { line, where });
}

function place<S extends Section>(section: S, field: FieldOf<S>): string {
  const { rows, fields } = parMapping[section];
  return `${rows}/${(fields as Record<string, string>)[field]}`;
}
