import type { Command } from 'commander';
import type { Language } from '../../shared/domain/messages.ts';
import type { List, PersonItem } from '../answers.ts';
import { examples, listWord } from '../options.ts';
import { action, type Session } from '../session.ts';
import { personStates, roles, word } from '../texts/words.ts';

/** `people [list]`. */
export function addPeople(program: Command, language: Language): void {
  program
    .command('people')
    .addArgument(listWord())
    .description('People of the firm, as users.txt names them')
    .addHelpText('after', examples(['ami people', 'ami people --json']))
    .action(action(language, listPeople));
}

async function listPeople(s: Session): Promise<void> {
  const list = await s.api.json<List<PersonItem>>('listPeople', { params: { compte: s.compte } });
  if (s.json) return s.out.json(list);
  if (list.items.length === 0) return s.out.note(s.t('NO_PERSON'));
  s.table<PersonItem>(
    [
      { head: s.t('USER'), of: (p) => p.user },
      { head: s.t('NAME'), of: (p) => p.name, shrinkTo: 12 },
      { head: s.t('EMAIL'), of: (p) => p.email ?? '', omit: 1 },
      { head: s.t('ROLE'), of: (p) => word(roles, p.role, s.language) },
      { head: s.t('STATE'), of: (p) => word(personStates, p.state, s.language) },
      { head: s.t('DOSSIERS'), of: (p) => p.dossiers.join(', ') },
    ],
    list.items,
  );
}
