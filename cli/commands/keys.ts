import { type Command, Option } from 'commander';
import type { Language } from '../../shared/domain/messages.ts';
import type { KeyItem, List, MadeKey, RotatedKey } from '../answers.ts';
import { moment } from '../format.ts';
import { dossiersOption, examples, hoursOption } from '../options.ts';
import { action, type Given, type Session } from '../session.ts';
import { roles, word } from '../texts/words.ts';
import { dossiersInWords } from './users.ts';

/** `keys [list|create|rotate|disable]`. */
export function addKeys(program: Command, language: Language): void {
  const keys = program.command('keys').description('Keys of the API');
  keys
    .command('list', { isDefault: true })
    .description('List the keys of the compte (never the secrets)')
    .action(action(language, listKeys));
  keys
    .command('create')
    .argument('<user>', 'who will use it')
    .description('Make a key; it is shown once')
    .addOption(
      new Option('--role <role>', 'what it may do').choices(['manager', 'accountant', 'robot']).makeOptionMandatory(),
    )
    .addOption(dossiersOption().default('all'))
    .addHelpText(
      'after',
      examples(['ami keys create m.martin --role accountant --dossiers 007868', 'ami keys create chef --role manager']),
    )
    .action(action(language, createKey));
  keys
    .command('rotate')
    .argument('<id>', 'identifier of the key')
    .description('Make a key with the same rights, shown once; the old one works some hours longer')
    .addOption(hoursOption())
    .addHelpText('after', examples(['ami keys rotate 4x7c1b8qdy', 'ami keys rotate 4x7c1b8qdy --grace-hours 0']))
    .action(action(language, rotateKey));
  keys
    .command('disable')
    .argument('<id>', 'identifier of the key')
    .description('Refuse a key from now on')
    .addHelpText('after', examples(['ami keys disable 4x7c1b8qdy']))
    .action(action(language, disableKey));
}

async function listKeys(s: Session): Promise<void> {
  const list = await s.api.json<List<KeyItem>>('listKeys', { params: { compte: s.compte } });
  if (s.json) return s.out.json(list);
  if (list.items.length === 0) return s.out.note(s.t('NO_KEY'));
  s.table<KeyItem>(
    [
      { head: s.t('ID'), of: (k) => k.id },
      { head: s.t('USER'), of: (k) => k.user },
      { head: s.t('ROLE'), of: (k) => word(roles, k.role, s.language) },
      { head: s.t('STATE'), of: (k) => s.t(k.disabled ? 'KEY_DISABLED' : 'KEY_ACTIVE') },
      { head: s.t('EXPIRES'), of: (k) => moment(k.expiresAt, s.language) },
      { head: s.t('DOSSIERS'), of: (k) => dossiersInWords(s, k.dossiers) },
    ],
    list.items,
  );
}

interface CreateOptions {
  role: string;
  dossiers: KeyItem['dossiers'];
}

/** The key alone goes to standard output, so that it can go straight to where secrets are kept. */
async function createKey(s: Session, { args: [user], options }: Given<[string], CreateOptions>) {
  const { role, dossiers } = options;
  const body = { user, role, dossiers };
  const made = await s.api.json<MadeKey>('createKey', { params: { compte: s.compte }, body });
  if (s.json) return s.out.json(made);
  s.out.note(s.t('KEY_ONCE', { id: made.id, user }));
  s.out.line(made.key);
}

async function rotateKey(s: Session, { args: [key], options }: Given<[string], { graceHours: number }>) {
  const { graceHours } = options;
  const made = await s.api.json<RotatedKey>('rotateKey', { params: { compte: s.compte, key }, body: { graceHours } });
  if (s.json) return s.out.json(made);
  const until = moment(made.oldExpiresAt, s.language);
  s.out.note(s.t('KEY_ROTATED', { id: made.id, old: key, until }));
  s.out.line(made.key);
}

async function disableKey(s: Session, { args: [key] }: Given<[string]>): Promise<void> {
  await s.api.json('disableKey', { params: { compte: s.compte, key } });
  if (!s.json) s.out.line(s.t('KEY_DISABLED_NOW', { id: key }));
}
