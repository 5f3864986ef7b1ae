import { basename } from 'node:path';
import type { Command } from 'commander';
import type { Said } from '../../shared/contracts/views.ts';
import type { Language } from '../../shared/domain/messages.ts';
import type { AcceptedItem, ImportItem, List, NoticeItem } from '../answers.ts';
import { CliError } from '../errors.ts';
import { readBytes } from '../files.ts';
import { moment, problemLine } from '../format.ts';
import { allOption, examples, limitOption } from '../options.ts';
import { readPages } from '../paging.ts';
import { action, type Given, type Session } from '../session.ts';
import { importOutcomes, word } from '../texts/words.ts';

const NOTICE = 'identifier of a notice, or at least its first 6 characters';

/** `config [list|put|run-again]`, `notices`, `dismiss ID`, `replay ID`. */
export function addConfiguration(program: Command, language: Language): void {
  const config = program.command('config').description('Configuration files: what came of each, and new ones');
  config
    .command('list', { isDefault: true })
    .description('Configuration files that came, what became of each, and what is wrong in them')
    .addOption(limitOption(20))
    .addOption(allOption())
    .addHelpText('after', examples(['ami config', 'ami config --all --json']))
    .action(action(language, listImports));
  config
    .command('put')
    .argument('<file>', 'dossiers.txt, users.txt or a PAR; its name says which')
    .description('Deposit a configuration file without the robot')
    .addHelpText('after', examples(['ami config put dossiers.txt', 'ami config put par/007868-201912_PAR.xml']))
    .action(action(language, putConfigFile));
  config
    .command('run-again')
    .argument(
      '<id>',
      'identifier of a file that came, as ami config --json gives it, or at least its first 6 characters',
    )
    .description('Apply a configuration file once more, after a correction')
    .addHelpText('after', examples(['ami config run-again yzt6x00000hhhhhhhhhh']))
    .action(action(language, runImportAgain));

  program
    .command('notices')
    .description('What a person must see: refused files, rejected publications, failures')
    .addHelpText('after', examples(['ami notices']))
    .action(action(language, listNotices));

  program
    .command('dismiss')
    .argument('<id>', NOTICE)
    .description('Take a notice off the list')
    .addHelpText('after', examples(['ami dismiss 8k2m9w4x7c1b8qdyzt6s']))
    .action(action(language, dismiss));

  program
    .command('replay')
    .argument('<id>', NOTICE)
    .description('Send once more what failed for good, once its cause is gone')
    .addHelpText('after', examples(['ami replay 8k2m9w4x7c1b8qdyzt6s']))
    .action(action(language, replay));
}

async function listImports(s: Session, { options: o }: Given<[], { limit: number; all?: boolean }>): Promise<void> {
  const params = { compte: s.compte };
  const page = await readPages<ImportItem>(s.api, 'listConfigImports', params, {}, o.all ? null : o.limit);
  if (s.json) return s.out.json(page);
  if (page.items.length === 0) return s.out.note(s.t('NO_IMPORT'));
  const l = s.language;
  for (const [n, i] of page.items.entries()) {
    if (n > 0) s.out.line();
    const dossier = i.dossier ? [s.t('IN_DOSSIER', { dossier: i.dossier })] : [];
    const about = [moment(i.at, l), i.user, ...dossier].join(', ');
    s.out.heading(s.t('CONFIG_FILE', { file: i.file, outcome: word(importOutcomes, i.outcome, l) }));
    s.out.paragraph(about, 2);
    showProblems(s, i.problems, '✗');
    showProblems(s, i.remarks, '·');
  }
  s.shown(page, 'import');
}

async function putConfigFile(s: Session, { args: [file] }: Given<[string]>): Promise<void> {
  const upload = await readBytes(file);
  const params = { compte: s.compte, name: basename(file) };
  const accepted = await s.api.json<AcceptedItem>('putConfigFile', { params, upload });
  if (s.json) return s.out.json(accepted);
  s.out.line(s.t('CONFIG_PUT', { file: params.name, command: s.command('config') }));
}

async function runImportAgain(s: Session, { args: [text] }: Given<[string]>): Promise<void> {
  const { compte } = s;
  const id = await importId(s, text.trim().toLowerCase());
  const accepted = await s.api.json<AcceptedItem>('runImportAgain', { params: { compte, id } });
  if (s.json) return s.out.json(accepted);
  s.out.line(s.t('CONFIG_AGAIN', { command: s.command('config') }));
}

/** A beginning is looked for among the newest files only: an older one is named in full. */
async function importId(s: Session, text: string): Promise<string> {
  if (text.length >= 20 || text.length < 6) return text;
  const { items } = await readPages<ImportItem>(s.api, 'listConfigImports', { compte: s.compte }, {}, 1000);
  return onlyId(items, text);
}

async function listNotices(s: Session): Promise<void> {
  const list = await s.api.json<List<NoticeItem>>('listNotices', { params: { compte: s.compte } });
  if (s.json) return s.out.json(list);
  if (list.items.length === 0) return s.out.note(s.t('NO_NOTICE'));
  for (const [i, n] of list.items.entries()) {
    if (i > 0) s.out.line();
    const dossier = n.dossier ? [s.t('IN_DOSSIER', { dossier: n.dossier })] : [];
    s.out.heading([moment(n.at, s.language), ...dossier].join(', '));
    s.out.paragraph(n[s.language], 2);
    showProblems(s, n.problems, '✗');
    if (n.replayable) s.out.line(`    ${s.command(`replay ${n.id}`)}`);
    s.out.line(`    ${s.command(`dismiss ${n.id}`)}`);
  }
}

function showProblems(s: Session, problems: readonly Said[], mark: string): void {
  for (const p of problems) s.out.paragraph(`${mark} ${problemLine(p, s.language)}`, 4);
}

async function dismiss(s: Session, { args: [text] }: Given<[string]>): Promise<void> {
  const { compte } = s;
  const id = await noticeId(s, text.trim().toLowerCase());
  await s.api.json('dismissNotice', { params: { compte, id } });
  if (!s.json) s.out.line(s.t('NOTICE_DISMISSED', { id }));
}

async function replay(s: Session, { args: [text] }: Given<[string]>): Promise<void> {
  const { compte } = s;
  const id = await noticeId(s, text.trim().toLowerCase());
  const answer = await s.api.json('replayNotice', { params: { compte, id } });
  if (s.json) s.out.json(answer);
  else s.out.line(s.t('NOTICE_REPLAYED', { id }));
}

/** All notices come in one answer, so a beginning is cheap to complete. */
async function noticeId(s: Session, text: string): Promise<string> {
  if (text.length >= 20 || text.length < 6) return text;
  const { items } = await s.api.json<List<NoticeItem>>('listNotices', { params: { compte: s.compte } });
  return onlyId(items, text);
}

function onlyId(items: readonly { readonly id: string }[], text: string): string {
  const found = items.filter((n) => n.id.startsWith(text));
  if (found.length > 1) throw new CliError('ID_AMBIGUOUS', { id: text, found: found.map((n) => n.id).join(', ') });
  if (!found[0]) throw new CliError('ID_NOT_FOUND', { id: text });
  return found[0].id;
}
