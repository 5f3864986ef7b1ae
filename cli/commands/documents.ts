import { type Command, Option } from 'commander';
import type { Language } from '../../shared/domain/messages.ts';
import type { DocumentItem } from '../answers.ts';
import { shortLength } from '../document-id.ts';
import { marks, showWaysOut } from '../document-lines.ts';
import { calendarDay, moment } from '../format.ts';
import { allOption, examples, limitOption, listWord } from '../options.ts';
import { readPages } from '../paging.ts';
import { action, type Given, type Session } from '../session.ts';
import type { Column } from '../table.ts';
import { documentStates, word } from '../texts/words.ts';

interface ListOptions {
  waiting?: boolean;
  filed?: boolean;
  dossier?: string;
  exercice?: string;
  limit: number;
  all?: boolean;
}

/** `documents [list]` and `waiting`. */
export function addDocumentLists(program: Command, language: Language): void {
  program
    .command('documents')
    .addArgument(listWord())
    .description('List documents: the newest first; --waiting the oldest first; --filed by date')
    .addOption(new Option('--waiting', 'only those on the waiting list').conflicts('filed'))
    .addOption(new Option('--filed', 'only those filed in an exercice').conflicts('waiting'))
    .option('--dossier <number>', 'only those of one dossier')
    .option('--exercice <AAAAMM>', 'only those of one exercice')
    .addOption(limitOption(50))
    .addOption(allOption())
    .addHelpText(
      'after',
      examples([
        'ami documents',
        'ami documents --waiting',
        'ami documents --filed --dossier 007868 --exercice 201912 --all',
        'ami documents --json --all > documents.json',
      ]),
    )
    .action(action(language, listDocuments));

  program
    .command('waiting')
    .description('The waiting list: each document with its reason in full, and the command that files it')
    .option('--dossier <number>', 'only those of one dossier')
    .addOption(limitOption(50))
    .addOption(allOption())
    .addHelpText('after', examples(['ami waiting', 'ami waiting --dossier 007868']))
    .action(action(language, listWaiting));
}

async function readDocuments(s: Session, options: ListOptions) {
  const list = options.waiting ? 'waiting' : options.filed ? 'filed' : 'all';
  const { dossier, exercice } = options;
  const query = { list, dossier, exercice };
  return readPages<DocumentItem>(
    s.api,
    'listDocuments',
    { compte: s.compte },
    query,
    options.all ? null : options.limit,
  );
}

async function listDocuments(s: Session, { options }: Given<[], ListOptions>): Promise<void> {
  const page = await readDocuments(s, options);
  if (s.json) return s.out.json(page);
  if (page.items.length === 0) return s.out.note(s.t(options.waiting ? 'NOTHING_WAITS' : 'NO_DOCUMENT'));
  s.table(documentColumns(s, page.items), page.items);
  s.shown(page, 'document');
}

function documentColumns(s: Session, items: readonly DocumentItem[]): Column<DocumentItem>[] {
  const l = s.language;
  const length = s.out.tty ? shortLength(items.map((d) => d.id)) : 20;
  return [
    { head: s.t('RECEIVED'), of: (d) => moment(d.at, l) },
    { head: s.t('ID'), of: (d) => d.id.slice(0, length) },
    { head: s.t('NAME'), of: (d) => d.name, shrinkTo: 16 },
    { head: s.t('DOSSIER'), of: (d) => d.dossier ?? '' },
    { head: s.t('EXERCICE'), of: (d) => d.exercice ?? '', omit: 2 },
    { head: s.t('DATE'), of: (d) => calendarDay(d.date, l), omit: 1 },
    { head: s.t('STATE'), of: (d) => word(documentStates, d.state, l) },
    { head: s.t('REASON'), of: (d) => marks(s, d) },
  ];
}

async function listWaiting(s: Session, { options }: Given<[], ListOptions>): Promise<void> {
  const page = await readDocuments(s, { ...options, waiting: true });
  if (s.json) return s.out.json(page);
  if (page.items.length === 0) return s.out.note(s.t('NOTHING_WAITS'));
  for (const [i, d] of page.items.entries()) {
    if (i > 0) s.out.line();
    showWaiting(s, d);
  }
  s.shown(page, 'waiting');
}

function showWaiting(s: Session, d: DocumentItem): void {
  const at = moment(d.at, s.language);
  s.out.heading(d.name);
  s.out.paragraph(`${d.id}  ${s.t('SENT_BY', { at, user: d.user, directory: d.directory })}`, 2);
  s.out.paragraph(d.reason?.[s.language] ?? word(documentStates, d.state, s.language), 2);
  for (const r of d.remarks) s.out.paragraph(r[s.language], 2);
  if (d.duplicates.length > 0) s.out.paragraph(s.t('SAME_BYTES_AS', { ids: d.duplicates.join(', ') }), 2);
  if (d.sameInvoice?.length) s.out.paragraph(s.t('SAME_INVOICE_AS', { ids: d.sameInvoice.join(', ') }), 2);
  showWaysOut(s, d);
}
