import { randomInt } from 'node:crypto';
import { type Command, Option } from 'commander';
import type { Language } from '../../shared/domain/messages.ts';
import type { List, UserItem } from '../answers.ts';
import { usage } from '../errors.ts';
import { dossiersOption, examples } from '../options.ts';
import { askNewPassword, readPassword } from '../prompt.ts';
import { action, type Given, type Session } from '../session.ts';
import type { Column } from '../table.ts';
import { roles, word } from '../texts/words.ts';
import { addUserAccess } from './user-access.ts';

/** `users [list|put|limits|keys]`. */
export function addUsers(program: Command, language: Language): void {
  const users = program.command('users').description('FTP users: robots, scanners and readers');
  users
    .command('list', { isDefault: true })
    .description('List the FTP users of the compte')
    .action(action(language, listUsers));
  users
    .command('put')
    .argument('<name>', 'login: letters, digits, . _ @ -')
    .description('Create an FTP user, or change one: what is not given stays as it is')
    .addOption(new Option('--role <role>', 'what it may do').choices(['robot', 'write', 'read']))
    .addOption(dossiersOption())
    .addOption(new Option('--language <language>', 'language of the answers it gets').choices(['fr', 'en']))
    .addOption(new Option('--disabled', 'refuse its logins').conflicts('enabled'))
    .addOption(new Option('--enabled', 'accept its logins again').conflicts('disabled'))
    .option('--password-stdin', 'read the password from standard input')
    .option('--generate', 'make a password and show it once')
    .addHelpText(
      'after',
      `\nThe password is asked on the terminal, without echo. A new user sees all dossiers unless --dossiers says less.\n${examples(
        [
          'ami users put scan-durand --role write --dossiers 007868,007869',
          'ami users put robot-durand --role robot --generate',
          'pass show durand/scan | ami users put scan-durand --password-stdin',
          'ami users put scan-durand --disabled',
        ],
      )}`,
    )
    .action(action(language, putUser));
  addUserAccess(users, language);
}

async function listUsers(s: Session): Promise<void> {
  const list = await s.api.json<List<UserItem>>('listUsers', { params: { compte: s.compte } });
  if (s.json) return s.out.json(list);
  if (list.items.length === 0) return s.out.note(s.t('NO_USER'));
  const columns: Column<UserItem>[] = [
    { head: s.t('USER'), of: (u) => u.user },
    { head: s.t('ROLE'), of: (u) => word(roles, u.role, s.language) },
    { head: s.t('LANGUAGE'), of: (u) => s.t(u.language === 'fr' ? 'FRENCH' : 'ENGLISH') },
    { head: s.t('STATE'), of: (u) => s.t(u.disabled ? 'DISABLED' : 'ACTIVE') },
    { head: s.t('DOSSIERS'), of: (u) => dossiersInWords(s, u.dossiers) },
  ];
  s.table(columns, list.items);
}

export function dossiersInWords(s: Session, dossiers: UserItem['dossiers']): string {
  if (dossiers === 'all') return s.t('ALL');
  if (dossiers === 'affected') return s.t('ASSIGNED');
  return dossiers.join(', ') || s.t('NONE');
}

interface PutOptions {
  role?: 'robot' | 'write' | 'read';
  dossiers?: UserItem['dossiers'];
  language?: Language;
  disabled?: boolean;
  enabled?: boolean;
  passwordStdin?: boolean;
  generate?: boolean;
}

async function putUser(s: Session, { args: [name], options: o }: Given<[string], PutOptions>) {
  if (o.generate && o.passwordStdin) throw usage('PASSWORD_WAYS');
  const { compte } = s;
  // The API takes a user as a whole: what is not said must be what it is now, or a new password would widen rights.
  const { items } = await s.api.json<List<UserItem>>('listUsers', { params: { compte } });
  const now = items.find((u) => u.user === name.toLowerCase());
  const role = o.role ?? now?.role;
  if (!role) throw usage('ROLE_MISSING', { user: name });
  const password = await newPassword(s, name, o, now !== undefined);
  const body = {
    role,
    dossiers: o.dossiers ?? now?.dossiers ?? 'all',
    language: o.language ?? now?.language ?? s.language,
    disabled: o.disabled ? true : o.enabled ? false : (now?.disabled ?? false),
    ...(password === undefined ? {} : { password }),
  };
  const user = await s.api.json<UserItem>('putUser', { params: { compte, user: name }, body });
  if (s.json) return s.out.json(o.generate ? { ...user, password } : user);
  if (!o.generate) return s.out.line(s.t(now ? 'USER_CHANGED' : 'USER_CREATED', { user: user.user }));
  s.out.note(s.t(now ? 'USER_CHANGED' : 'USER_CREATED', { user: user.user }));
  s.out.note(s.t('PASSWORD_ONCE'));
  s.out.line(password);
}

/** Undefined: the present one stays, or the API says that a new user needs one. */
async function newPassword(s: Session, user: string, o: PutOptions, known: boolean): Promise<string | undefined> {
  if (o.generate) return generatePassword();
  if (o.passwordStdin) return readPassword(process.stdin);
  // A change of something else is not the moment to be asked for a password.
  const changesOther = [o.role, o.dossiers, o.language, o.disabled, o.enabled].some((v) => v !== undefined);
  if (!process.stdin.isTTY || (known && changesOther)) return undefined;
  return askNewPassword(s.t(known ? 'ASK_PASSWORD_OR_KEEP' : 'ASK_PASSWORD', { user }), s.t('ASK_AGAIN'));
}

/** 4 groups of 5 characters (20 × log2(31) = 99 bits), none that is mistaken for another when it is typed. */
export function generatePassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
