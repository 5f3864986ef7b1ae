import type { Command } from 'commander';
import type { Language } from '../../shared/domain/messages.ts';
import type { PublicationItem } from '../answers.ts';
import { bytes, moment } from '../format.ts';
import { allOption, examples, limitOption, listWord } from '../options.ts';
import { readPages } from '../paging.ts';
import { action, type Given, type Session } from '../session.ts';
import type { Column } from '../table.ts';
import { lotFiles, lotStates, word } from '../texts/words.ts';

/** `publications [list]` and `publication STEM`. */
export function addPublications(program: Command, language: Language): void {
  program
    .command('publications')
    .addArgument(listWord())
    .description('List publications: entries sent to ISACOMPTA, and what became of them')
    .option('--dossier <number>', 'only those of one dossier')
    .addOption(limitOption(50))
    .addOption(allOption())
    .addHelpText('after', examples(['ami publications', 'ami publications --dossier 007868']))
    .action(action(language, listPublications));

  program
    .command('publication')
    .argument('<stem>', 'name of its files without the ending, as in 007868_201912_000001')
    .description('One publication: its times, entries and files')
    .addHelpText('after', examples(['ami publication 007868_201912_000001']))
    .action(action(language, showPublication));
}

interface ListOptions {
  dossier?: string;
  limit: number;
  all?: boolean;
}

async function listPublications(s: Session, { options: o }: Given<[], ListOptions>): Promise<void> {
  const params = { compte: s.compte };
  const query = { dossier: o.dossier };
  const page = await readPages<PublicationItem>(s.api, 'listPublications', params, query, o.all ? null : o.limit);
  if (s.json) return s.out.json(page);
  if (page.items.length === 0) return s.out.note(s.t('NO_PUBLICATION'));
  s.table(columns(s, page.items), page.items);
  s.shown(page, 'publication');
}

function columns(s: Session, lots: readonly PublicationItem[]): Column<PublicationItem>[] {
  const l = s.language;
  const reported: Column<PublicationItem>[] = lots.some((p) => p.report)
    ? [{ head: s.t('REPORT'), of: (p) => p.report ?? '' }]
    : [];
  return [
    { head: s.t('PUBLICATION'), of: (p) => p.stem },
    { head: s.t('ENTRIES'), of: (p) => String(p.entries.length), align: 'right', omit: 1 },
    { head: s.t('STATE'), of: (p) => word(lotStates, p.state, l), shrinkTo: 9 },
    { head: s.t('PUBLISHED'), of: (p) => moment(p.publishedAt, l), omit: 2 },
    { head: s.t('COLLECTED'), of: (p) => moment(p.collectedAt, l) },
    // A publication is either; its state says which.
    { head: s.t('IMPORTED_OR_REJECTED'), of: (p) => moment(p.reportedAt, l) },
    ...reported,
  ];
}

async function showPublication(s: Session, { args: [stem] }: Given<[string]>): Promise<void> {
  const p = await s.api.json<PublicationItem>('getPublication', { params: { compte: s.compte, stem } });
  if (s.json) return s.out.json(p);
  const l = s.language;
  const by = (at: string | null, who: string | null) => [moment(at, l), who].filter(Boolean).join(', ');
  s.out.heading(p.stem);
  s.out.fields([
    [s.t('STATE'), word(lotStates, p.state, l)],
    [s.t('DOSSIER'), p.dossier],
    [s.t('EXERCICE'), p.exercice],
    [s.t('PREPARED'), moment(p.preparedAt, l)],
    [s.t('PUBLISHED'), moment(p.publishedAt, l)],
    [s.t('DOWNLOADED'), moment(p.downloadedAt, l)],
    [s.t('COLLECTED'), by(p.collectedAt, p.collectedBy)],
    [p.state === 'rejected' ? s.t('REJECTED') : s.t('IMPORTED'), moment(p.reportedAt, l)],
    [s.t('REPORT'), p.report],
    [s.t('RESENDS'), textOf(p['repeats'])],
    [s.t('REPLACED_BY'), textOf(p['replacedBy'])],
    [s.t('ENDED'), by(textOf(p['endedAt']), textOf(p['endedBy']))],
  ]);
  s.out.line();
  s.out.heading(`${s.t('ENTRIES')} (${p.entries.length})`);
  for (const id of p.entries) s.out.paragraph(id, 2);
  if (p.files.length === 0) return;
  s.out.line();
  s.table<PublicationItem['files'][number]>(
    [
      { head: s.t('FILE'), of: (f) => f.name },
      { head: s.t('CONTENT'), of: (f) => word(lotFiles, f.part, l) },
      { head: s.t('SIZE'), of: (f) => bytes(f.size, l), align: 'right' },
      { head: s.t('SHA256'), of: (f) => f.sha256 },
    ],
    p.files,
  );
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
