import { createHash } from 'node:crypto';
import type { Command } from 'commander';
import type { Language } from '../../shared/domain/messages.ts';
import type { EntryItem, PostedItem } from '../answers.ts';
import { CliError } from '../errors.ts';
import { readBytes } from '../files.ts';
import { calendarDay, moment } from '../format.ts';
import { allOption, examples, limitOption, listWord } from '../options.ts';
import { readPages } from '../paging.ts';
import { action, type Given, type Session } from '../session.ts';

const SAMPLE = `
The file holds one entry; amounts are text, dates AAAA-MM-JJ, documents the
identifiers of its attachments:
  { "journal": "AC", "date": "2019-11-15", "piece": "F113", "label": "Dupont",
    "lines": [ { "account": "607000", "debit": "100.00" },
               { "account": "445660", "debit": "20.00" },
               { "account": "401000", "credit": "120.00" } ],
    "documents": ["yzt6s0k2m9w4x7c1b8qd"] }
`;

/** `entries [list]` and `entry post`. */
export function addEntries(program: Command, language: Language): void {
  program
    .command('entries')
    .addArgument(listWord())
    .description('List entries, the newest first, and the publication that each is in')
    .addOption(limitOption(50))
    .addOption(allOption())
    .addHelpText('after', examples(['ami entries', 'ami entries --all --json']))
    .action(action(language, listEntries));

  program
    .command('entry')
    .description('Post an entry')
    .command('post')
    .argument('<file>', 'JSON file with one entry; - for standard input')
    .description('Post an entry; the same file again changes nothing')
    .requiredOption('--dossier <number>', 'dossier, as in 007868')
    .option('--key <text>', 'Idempotency-Key (default: SHA-256 of the file and the dossier)')
    .addHelpText('after', SAMPLE + examples(['ami entry post facture-113.json --dossier 007868']))
    .action(action(language, postEntry));
}

async function listEntries(s: Session, { options: o }: Given<[], { limit: number; all?: boolean }>): Promise<void> {
  const params = { compte: s.compte };
  const page = await readPages<EntryItem>(s.api, 'listEntries', params, {}, o.all ? null : o.limit);
  if (s.json) return s.out.json(page);
  if (page.items.length === 0) return s.out.note(s.t('NO_ENTRY'));
  const l = s.language;
  s.table<EntryItem>(
    [
      { head: s.t('POSTED'), of: (e) => moment(e.at, l) },
      { head: s.t('ID'), of: (e) => e.id, omit: 1 },
      { head: s.t('DOSSIER'), of: (e) => e.dossier },
      { head: s.t('EXERCICE'), of: (e) => e.exercice },
      { head: s.t('DATE'), of: (e) => calendarDay(e.date, l) },
      { head: s.t('PUBLICATION'), of: (e) => e.lot ?? s.t('WAITS_FOR_LOT') },
      { head: s.t('LABEL'), of: (e) => e.label },
    ],
    page.items,
  );
  s.shown(page, 'entry');
}

interface PostOptions {
  dossier: string;
  key?: string;
}

async function postEntry(s: Session, { args: [file], options }: Given<[string], PostOptions>) {
  const bytes = await readBytes(file, process.stdin);
  const body = parseJson(file, bytes);
  const dossier = options.dossier.trim().toUpperCase();
  const posted = await s.api.json<PostedItem>('postEntry', {
    params: { compte: s.compte, dossier },
    body,
    headers: { 'idempotency-key': options.key ?? idempotencyKey(bytes, dossier) },
  });
  if (s.json) return s.out.json(posted);
  s.out.line(s.t(posted.repeated ? 'ENTRY_REPEATED' : 'ENTRY_POSTED', { id: posted.id, exercice: posted.exercice }));
}

/** The same file for the same dossier is the same entry, however often it is posted. */
export function idempotencyKey(bytes: Uint8Array, dossier: string): string {
  return createHash('sha256').update(`${dossier}\n`).update(bytes).digest('hex');
}

function parseJson(file: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (e) {
    throw new CliError('FILE_NOT_JSON', { file, detail: e instanceof SyntaxError ? e.message : 'UTF-8' });
  }
}
