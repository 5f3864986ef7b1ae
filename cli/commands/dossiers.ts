import type { Command } from 'commander';
import type { Language } from '../../shared/domain/messages.ts';
import type { DossierItem, ExerciceItem, List } from '../answers.ts';
import { calendarDay, siren } from '../format.ts';
import { examples } from '../options.ts';
import { action, type Given, type Session } from '../session.ts';

/** `dossiers [list|show|put]`. */
export function addDossiers(program: Command, language: Language): void {
  const dossiers = program.command('dossiers').description('Dossiers and their exercices');
  dossiers
    .command('list', { isDefault: true })
    .description('List the dossiers of the compte')
    .action(action(language, listDossiers));
  dossiers
    .command('show')
    .argument('<number>', 'dossier, as in 007868')
    .description('One dossier and its exercices')
    .addHelpText('after', examples(['ami dossiers show 007868']))
    .action(action(language, showDossier));
  dossiers
    .command('put')
    .argument('<number>', 'dossier, as in 007868')
    .description('Make a dossier known ahead of dossiers.txt')
    .requiredOption('--name <name>', 'name of the dossier')
    .option('--siren <digits>', 'its SIREN, nine digits')
    .addHelpText('after', examples(['ami dossiers put 007868 --name "SARL Dupont" --siren 123456782']))
    .action(action(language, putDossier));
}

async function listDossiers(s: Session): Promise<void> {
  const list = await s.api.json<List<DossierItem>>('listDossiers', { params: { compte: s.compte } });
  if (s.json) return s.out.json(list);
  if (list.items.length === 0) return s.out.note(s.t('NO_DOSSIER'));
  s.table<DossierItem>(
    [
      { head: s.t('DOSSIER'), of: (d) => d.number },
      { head: s.t('NAME'), of: (d) => d.name, shrinkTo: 20 },
      { head: s.t('SIREN'), of: (d) => siren(d.siren) },
      { head: s.t('USERS'), of: (d) => d.users.join(', '), shrinkTo: 12, omit: 1 },
      { head: s.t('EXERCICES'), of: (d) => exercicesInWords(s, d.exercices) },
    ],
    list.items,
  );
}

/** `202012, 201912 (clos)`: the newest first. */
function exercicesInWords(s: Session, exercices: readonly ExerciceItem[]): string {
  return newestFirst(exercices)
    .map((e) => (e.closed ? `${e.name} (${s.t('CLOSED')})` : e.name))
    .join(', ');
}

function newestFirst(exercices: readonly ExerciceItem[]): ExerciceItem[] {
  return [...exercices].sort((a, b) => (a.start < b.start ? 1 : -1));
}

async function showDossier(s: Session, { args: [dossier] }: Given<[string]>): Promise<void> {
  const d = await s.api.json<DossierItem>('getDossier', { params: { compte: s.compte, dossier } });
  if (s.json) return s.out.json(d);
  s.out.heading(`${d.number}  ${d.name}`);
  s.out.fields([
    [s.t('SIREN'), siren(d.siren)],
    [s.t('VAT_NUMBER'), d.vatNumber],
    [s.t('USERS'), d.users.join(', ')],
  ]);
  s.out.line();
  if (d.exercices.length === 0) return s.out.paragraph(s.t('NO_EXERCICE_YET'), 2);
  s.table<ExerciceItem>(
    [
      { head: s.t('EXERCICE'), of: (e) => e.name },
      { head: s.t('START'), of: (e) => calendarDay(e.start, s.language) },
      { head: s.t('END'), of: (e) => calendarDay(e.end, s.language) },
      { head: s.t('STATE'), of: (e) => s.t(e.closed ? 'CLOSED' : 'OPEN') },
    ],
    newestFirst(d.exercices),
    2,
  );
}

interface PutOptions {
  name: string;
  siren?: string;
}

async function putDossier(s: Session, { args: [dossier], options }: Given<[string], PutOptions>) {
  const body = { name: options.name, siren: options.siren?.replace(/\s/g, '') ?? null };
  const d = await s.api.json<DossierItem>('putDossier', { params: { compte: s.compte, dossier }, body });
  if (s.json) return s.out.json(d);
  s.out.line(s.t('DOSSIER_KNOWN', { number: d.number, name: d.name }));
}
