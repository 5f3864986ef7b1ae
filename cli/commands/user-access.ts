import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Language } from '../../shared/domain/messages.ts';
import { fingerprint, parsePublicKey } from '../../shared/domain/public-key.ts';
import type { List, UserItem } from '../answers.ts';
import { CliError } from '../errors.ts';
import { readBytes } from '../files.ts';
import { bytes } from '../format.ts';
import { examples } from '../options.ts';
import { action, type Given, type Session } from '../session.ts';

/** `users limits|keys`: what one FTP user may use, and the keys it may log in with. */
export function addUserAccess(users: Command, language: Language): void {
  users
    .command('limits')
    .argument('<name>', 'login')
    .description('Show the limits of an FTP user, or change them: what is not given stays as it is')
    .addOption(new Option('--sessions <n>', 'at one time, or: default').argParser(count))
    .addOption(new Option('--upload <size>', 'of one file, as in 500M or 2G, or: default').argParser(size))
    .addOption(new Option('--daily <size>', 'of all files of a UTC day, or: default').argParser(size))
    .addHelpText('after', examples(['ami users limits scan-durand --upload 200M --daily 5G']))
    .action(action(language, limits));
  users
    .command('keys')
    .argument('<name>', 'login')
    .description('Show the public keys of an FTP user (for SFTP), add some, or take one away')
    .addOption(new Option('--add <file>', 'a .pub file, or several keys in lines'))
    .addOption(new Option('--remove <fingerprint>', 'as the list shows it: SHA256:...'))
    .addHelpText(
      'after',
      examples([
        'ami users keys robot-durand --add id_ed25519.pub',
        'ami users keys robot-durand --remove SHA256:ohD8VZEXGWo6Ez8GSEJQ9WpafgLFsOfLOtGGQCQo6Og',
      ]),
    )
    .action(action(language, keys));
}

type Limit = number | null;
/** As an option gives it; commander would take null for an option without a value. */
type Choice = number | 'default' | undefined;

function count(text: string): number | 'default' {
  if (text === 'default') return text;
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1) throw new InvalidArgumentError('A number from 1, or: default.');
  return n;
}

/** Bytes, in the units that sizes are shown in. */
function size(text: string): number | 'default' {
  if (text === 'default') return text;
  const m = /^(\d{1,12})([KMG]?)$/i.exec(text);
  const n = m ? Number(m[1]) * 1000 ** ' KMG'.indexOf((m[2] || ' ').toUpperCase()) : 0;
  if (n < 1 || !Number.isSafeInteger(n))
    throw new InvalidArgumentError('A number of bytes, as in 500M or 2G, or: default.');
  return n;
}

interface LimitOptions {
  sessions?: Choice;
  upload?: Choice;
  daily?: Choice;
}

const chosen = (given: Choice, now: Limit): Limit => (given === undefined ? now : given === 'default' ? null : given);

async function find(s: Session, name: string): Promise<UserItem> {
  const { items } = await s.api.json<List<UserItem>>('listUsers', { params: { compte: s.compte } });
  const user = items.find((u) => u.user === name.toLowerCase());
  if (!user) throw new CliError('USER_UNKNOWN', { user: name });
  return user;
}

async function limits(s: Session, { args: [name], options: o }: Given<[string], LimitOptions>): Promise<void> {
  let user = await find(s, name);
  if (o.sessions !== undefined || o.upload !== undefined || o.daily !== undefined) {
    const now = user.limits;
    const body = {
      sessions: chosen(o.sessions, now.sessions),
      uploadBytes: chosen(o.upload, now.uploadBytes),
      dailyBytes: chosen(o.daily, now.dailyBytes),
    };
    user = await s.api.json<UserItem>('setUserLimits', { params: { compte: s.compte, user: user.user }, body });
  }
  if (s.json) return s.out.json(user);
  const { sessions, uploadBytes, dailyBytes } = user.limits;
  const inBytes = (n: Limit) => (n === null ? s.t('DEFAULT') : bytes(n, s.language));
  s.out.fields([
    [s.t('SESSIONS'), sessions === null ? s.t('DEFAULT') : String(sessions)],
    [s.t('MAX_UPLOAD'), inBytes(uploadBytes)],
    [s.t('DAILY'), inBytes(dailyBytes)],
  ]);
}

interface KeyOptions {
  add?: string;
  remove?: string;
}

async function keys(s: Session, { args: [name], options: o }: Given<[string], KeyOptions>): Promise<void> {
  let user = await find(s, name);
  if (o.add !== undefined || o.remove !== undefined) {
    const kept = user.publicKeys.filter((line) => fingerprint(parsePublicKey(line)) !== o.remove);
    if (o.remove !== undefined && kept.length === user.publicKeys.length)
      throw new CliError('PUBLIC_KEY_UNKNOWN', { user: name, fingerprint: o.remove });
    const publicKeys = [...kept, ...(o.add === undefined ? [] : await linesOf(o.add))];
    const params = { compte: s.compte, user: user.user };
    user = await s.api.json<UserItem>('setUserKeys', { params, body: { publicKeys } });
  }
  if (s.json) return s.out.json(user);
  if (user.publicKeys.length === 0) return s.out.note(s.t('NO_PUBLIC_KEY'));
  s.table(
    [
      { head: s.t('FINGERPRINT'), of: (k) => fingerprint(k) },
      { head: s.t('KIND'), of: (k) => k.type },
      { head: s.t('NAME'), of: (k) => k.comment },
    ],
    user.publicKeys.map(parsePublicKey),
  );
}

/** The keys of a file: one in each line, empty lines and comments left out. */
async function linesOf(file: string): Promise<string[]> {
  const text = Buffer.from(await readBytes(file, process.stdin)).toString();
  return text
    .split(/\r?\n/)
    .map((l) => l.trim())
    .filter((l) => l !== '' && !l.startsWith('#'));
}
