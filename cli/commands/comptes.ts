import { type Command, Option } from 'commander';
import type { Language } from '../../shared/domain/messages.ts';
import type { CompteItem, List } from '../answers.ts';
import { moment } from '../format.ts';
import { examples } from '../options.ts';
import { action, type Given, type Session } from '../session.ts';
import { addCompteAccess } from './compte-access.ts';

/** `comptes [list|create|access]`. */
export function addComptes(program: Command, language: Language): void {
  const comptes = program.command('comptes').description('Comptes: one is one accounting firm');
  comptes
    .command('list', { isDefault: true })
    .description('List the comptes that the key sees')
    .action(action(language, listComptes));
  comptes
    .command('create')
    .argument('<id>', '2 to 32 lower-case letters, digits or hyphens')
    .description('Create a compte (operators only)')
    .requiredOption('--name <name>', 'name of the firm')
    .addOption(new Option('--language <language>', 'language of the firm').choices(['fr', 'en']).default('fr'))
    .addHelpText('after', examples(['ami comptes create durand --name "Cabinet Durand" --language fr']))
    .action(action(language, createCompte));
  addCompteAccess(comptes, language);
}

async function listComptes(s: Session): Promise<void> {
  const list = await s.api.json<List<CompteItem>>('listComptes');
  if (s.json) return s.out.json(list);
  if (list.items.length === 0) return s.out.note(s.t('NO_COMPTE'));
  s.table<CompteItem>(
    [
      { head: s.t('ID'), of: (c) => c.id },
      { head: s.t('LANGUAGE'), of: (c) => s.t(c.language === 'fr' ? 'FRENCH' : 'ENGLISH') },
      { head: s.t('CREATED'), of: (c) => moment(c.at, s.language) },
      { head: s.t('NAME'), of: (c) => c.name },
    ],
    list.items,
  );
}

interface CreateOptions {
  name: string;
  language: Language;
}

async function createCompte(s: Session, { args: [id], options }: Given<[string], CreateOptions>) {
  const { name, language } = options;
  const compte = await s.api.json<CompteItem>('createCompte', { body: { id, name, language } });
  if (s.json) return s.out.json(compte);
  s.out.line(s.t('COMPTE_CREATED', { id: compte.id, name: compte.name }));
}
