import type { Command } from 'commander';
import { pageList } from '../../shared/domain/batch/page-list.ts';
import type { Language } from '../../shared/domain/messages.ts';
import type { DocumentItem, HistoryItem, List } from '../answers.ts';
import { resolveDocumentId } from '../document-id.ts';
import { placeInWords, showWaysOut, stateInWords, waysOut } from '../document-lines.ts';
import { ApiRefusal } from '../errors.ts';
import { bytes, calendarDay, moment, money, siren } from '../format.ts';
import { examples } from '../options.ts';
import { action, type Given, type Session } from '../session.ts';
import { events, factKinds, invoiceTypes, word } from '../texts/words.ts';

const MEDIA: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/tiff': 'TIFF',
  'application/xml': 'XML',
};
/** Other documents that are shown with their name and state; the others by their identifier. */
const MAX_NAMED = 10;

/** `document ID`. */
export function addDocument(program: Command, language: Language): void {
  program
    .command('document')
    .argument('<id>', 'identifier, or at least its first 6 characters')
    .description('One document: its facts, remarks, possible duplicates and history')
    .addHelpText('after', examples(['ami document yzt6s0k2m9', 'ami document yzt6s0k2m9 --json']))
    .action(action(language, showDocument));
}

async function showDocument(s: Session, { args: [text] }: Given<[string]>): Promise<void> {
  const { compte } = s;
  const id = await resolveDocumentId(s.api, compte, text);
  const params = { compte, id };
  const [d, history] = await Promise.all([
    s.api.json<DocumentItem>('getDocument', { params }),
    s.api.json<List<HistoryItem>>('getHistory', { params }),
  ]);
  if (s.json) return s.out.json({ ...d, history: history.items });
  s.out.heading(d.name);
  showPlace(s, d);
  showFacts(s, d);
  showEvidence(s, d);
  showSplit(s, d);
  if (d.remarks.length > 0) {
    s.out.line();
    s.out.heading(s.t('REMARKS'));
    for (const r of d.remarks) s.out.paragraph(r[s.language], 2);
  }
  await showOthers(s, s.t('DUPLICATES'), d.duplicates);
  await showOthers(s, s.t('SAME_INVOICES'), d.sameInvoice ?? []);
  await showOthers(s, s.t('REPLACES'), d.replaces ?? []);
  showHistory(s, history.items);
}

function showPlace(s: Session, d: DocumentItem): void {
  const l = s.language;
  const at = moment(d.at, l);
  const uncertain = d.state === 'filed' && d.dateUncertain;
  s.out.fields([
    [s.t('ID'), d.id],
    [s.t('STATE'), stateInWords(s, d)],
    [s.t('DATE'), uncertain ? s.t('PROVISIONAL', { date: calendarDay(d.date, l) }) : calendarDay(d.date, l)],
    [s.t('WHY'), (d.reason ?? d.doubt?.reason)?.[l]],
    [s.t('ANSWER'), d.doubt?.answer?.[l]],
    [s.t('REPEATS'), d.retryOf],
    [s.t('PART_OF'), d.partOf && s.t('PART_OF_PAGES', { id: d.partOf, pages: d.pages ?? '' })],
    [s.t('DOCUMENT_REPLACED_BY'), d.replacedBy],
    [s.t('DECIDED_BY'), d.decidedBy],
    [s.t('RECEIVED'), s.t('SENT_BY', { at, user: d.user, directory: d.directory })],
    [s.t('CHANGED'), moment(d.changedAt, l)],
    [s.t('SIZE'), bytes(d.size, l)],
    [s.t('SHA256'), d.sha256],
  ]);
  if (waysOut(s, d).length === 0) return;
  s.out.line();
  showWaysOut(s, d);
}

/** The documents of a scan, or those that are proposed, and why it is divided there. */
function showSplit(s: Session, d: DocumentItem): void {
  const parts = d.parts ?? d.proposedParts ?? [];
  if (parts.length === 0) return;
  s.out.line();
  s.out.heading(s.t(d.parts ? 'SPLIT_PARTS' : 'SPLIT_PROPOSED'));
  for (const part of [...parts, ...(d.kept ?? d.proposedKept ?? [])]) {
    const said = s.t('SPLIT_PAGES', { pages: pageList(part.pages), why: part.why[s.language] });
    s.out.paragraph('id' in part ? `${part.id}  ${said}` : said, 2);
  }
  for (const doubt of d.splitDoubts ?? []) s.out.paragraph(`? ${doubt[s.language]}`, 2);
}

function showFacts(s: Session, d: DocumentItem): void {
  const { facts: f } = d;
  if (!f) return;
  const l = s.language;
  const media = f.mediaType ? (MEDIA[f.mediaType] ?? f.mediaType) : null;
  // An ordinary invoice needs no word for its type.
  const type = f.typeCode && f.typeCode !== '380' ? word(invoiceTypes, f.typeCode, l) : null;
  const kind = word(factKinds, f.kind, l) + (media ? ` (${media})` : '');
  s.out.line();
  s.out.heading(s.t('CONTENT'));
  s.out.fields([
    [s.t('KIND'), [kind, type].filter(Boolean).join(', ')],
    [s.t('NUMBER'), f.number],
    [s.t('DATE'), calendarDay(f.date, l)],
    [s.t('SELLER'), party(s, f.seller, f.sellerSiren)],
    [s.t('BUYER'), party(s, f.buyer, f.buyerSiren)],
    [s.t('GROSS'), f.gross === null ? null : [money(f.gross, l), f.currency].filter(Boolean).join(' ')],
    [s.t('DUE'), calendarDay(f.dueDate, l)],
  ]);
}

/** By what each value was read, and the other dates of its pages. */
function showEvidence(s: Session, { evidence }: DocumentItem): void {
  if (!evidence) return;
  const others = evidence.dates.filter((x) => !x.taken);
  for (const [heading, texts] of [
    [s.t('READ_BY'), evidence.fields],
    [s.t('OTHER_DATES'), others],
  ] as const) {
    if (texts.length === 0) continue;
    s.out.line();
    s.out.heading(heading);
    for (const text of texts) s.out.paragraph(text[s.language], 2);
  }
}

function party(s: Session, name: string | null, number: string | null): string {
  if (!number) return name ?? '';
  return name ? s.t('WITH_SIREN', { name, siren: siren(number) }) : `SIREN ${siren(number)}`;
}

async function showOthers(s: Session, heading: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  s.out.line();
  s.out.heading(heading);
  const named = await Promise.all(ids.slice(0, MAX_NAMED).map((id) => peek(s, id)));
  for (const [i, id] of ids.entries()) {
    const other = named[i];
    const at = other ? moment(other.at, s.language) : '';
    s.out.paragraph(other ? `${id}  ${at}  ${other.name}  (${stateInWords(s, other)})` : id, 2);
  }
}

/** A document that may be out of sight for this key. */
async function peek(s: Session, id: string): Promise<DocumentItem | null> {
  try {
    return await s.api.json<DocumentItem>('getDocument', { params: { compte: s.compte, id } });
  } catch (e) {
    if (e instanceof ApiRefusal) return null;
    throw e;
  }
}

function showHistory(s: Session, history: readonly HistoryItem[]): void {
  const l = s.language;
  s.out.line();
  s.out.heading(s.t('HISTORY'));
  const what = (h: HistoryItem) => {
    const why = h.reason?.[l] ?? '';
    const done = [word(events, h.type, l), placeInWords(s, h)].filter(Boolean).join(', ');
    const note = h.note ? (l === 'fr' ? `« ${h.note} »` : `“${h.note}”`) : '';
    return [done, why, note].filter(Boolean).join(' – ');
  };
  s.out.fields(
    history.map((h) => [`${moment(h.at, l)}  ${h.by === 'system' ? s.t('SYSTEM') : h.by}`, what(h)] as const),
  );
}
