import { type Command, Option } from 'commander';
import type { Said } from '../../shared/contracts/views.ts';
import type { Language } from '../../shared/domain/messages.ts';
import type { PostedItem, ProposalItem } from '../answers.ts';
import { resolveDocumentId } from '../document-id.ts';
import { CliError } from '../errors.ts';
import { writeNew } from '../files.ts';
import { amountText, calendarDay, problemLine } from '../format.ts';
import { examples } from '../options.ts';
import { action, type Given, type Session } from '../session.ts';
import { proposedKinds, word } from '../texts/words.ts';

type Entry = NonNullable<ProposalItem['entry']>;
type Line = Entry['lines'][number];

/** `proposal ID`. */
export function addProposal(program: Command, language: Language): void {
  program
    .command('proposal')
    .argument('<id>', 'identifier of a document, or at least its first 6 characters')
    .description('The entry proposed for an e-invoice, and what of it to look at; nothing is posted by itself')
    .addOption(new Option('--post', 'post it as it stands, where nothing is missing').conflicts('save'))
    .addOption(new Option('--save <file>', 'write it to a new file, to be changed and posted').conflicts('post'))
    .addHelpText(
      'after',
      examples([
        'ami proposal yzt6s0k2m9',
        'ami proposal yzt6s0k2m9 --post',
        'ami proposal yzt6s0k2m9 --save facture-113.json',
      ]),
    )
    .action(action(language, propose));
}

async function propose(
  s: Session,
  { args: [text], options }: Given<[string], { post?: boolean; save?: string }>,
): Promise<void> {
  const { compte } = s;
  const id = await resolveDocumentId(s.api, compte, text);
  const p = await s.api.json<ProposalItem>('proposeEntry', { params: { compte, id } });
  if (options.post) return post(s, p);
  if (options.save !== undefined) return save(s, p, options.save);
  if (s.json) return s.out.json(p);
  show(s, p);
  if (!p.entry) return;
  s.out.line();
  if (p.complete) s.out.line(`${s.t('TO_POST')}  ${s.command(`proposal ${p.document} --post`)}`);
  s.out.line(`${s.t('TO_CHANGE')}  ${s.command(`proposal ${p.document} --save ${p.document}.json`)}`);
}

function show(s: Session, p: ProposalItem): void {
  if (p.entry) showEntry(s, p, p.entry);
  const uncertain = p.evidence.map(evidenceOf).filter((e) => e.uncertain);
  said(s, s.t(p.entry ? 'MISSING' : 'NOT_PROPOSED'), p.problems, '✗');
  // What is missing is uncertain too, and said above.
  const missing = new Set(p.problems.map((m) => `${m.code} ${m.where}`));
  said(
    s,
    s.t('TO_LOOK_AT'),
    uncertain.filter((e) => !missing.has(`${e.code} ${e.where}`)),
    '·',
  );
}

function showEntry(s: Session, p: ProposalItem, e: Entry): void {
  const l = s.language;
  const kind = p.direction ? word(proposedKinds, p.creditNote ? `${p.direction}-credit` : p.direction, l) : null;
  s.out.heading(e.label);
  s.out.fields([
    [s.t('KIND'), kind],
    [s.t('DOSSIER'), p.dossier],
    [s.t('EXERCICE'), p.exercice],
    [s.t('JOURNAL'), e.journal],
    [s.t('DATE'), calendarDay(e.date, l)],
    [s.t('PIECE'), e.piece],
    [s.t('REFERENCE'), e.reference],
    [s.t('CURRENCY'), e.currency === 'EUR' ? null : e.currency],
  ]);
  s.out.line();
  const due = (line: Line) => {
    const dates = line.dueDates ?? [];
    const one = dates.length === 1;
    return dates.map((d) => calendarDay(d.date, l) + (one ? '' : ` (${amountText(d.amount, l)})`)).join(', ');
  };
  s.table<Line>(
    [
      { head: s.t('ACCOUNT'), of: (line) => line.account || '?' },
      { head: s.t('LABEL'), of: (line) => line.label, shrinkTo: 12 },
      { head: s.t('DEBIT'), of: (line) => amountText(line.debit, l), align: 'right' },
      { head: s.t('CREDIT'), of: (line) => amountText(line.credit, l), align: 'right' },
      { head: s.t('VAT_CODE'), of: (line) => line.vatCode ?? '' },
      { head: s.t('DUE'), of: due },
    ],
    e.lines,
  );
}

function said(s: Session, heading: string, list: readonly Said[], mark: string): void {
  if (list.length === 0) return;
  s.out.line();
  s.out.heading(heading);
  for (const one of list) s.out.paragraph(`${mark} ${problemLine(one, s.language)}`, 2);
}

/** The contract leaves evidence open: what is not of the known form is shown by its code. */
function evidenceOf(e: Readonly<Record<string, unknown>>): Said & { readonly uncertain: boolean } {
  const text = (name: string) => (typeof e[name] === 'string' ? e[name] : '');
  const [code, fr, en, where] = [text('code'), text('fr'), text('en'), text('where')];
  return { code, fr, en, where, uncertain: e['uncertain'] === true };
}

/** One document's proposal is posted once, however often it is asked. */
const keyOf = (p: ProposalItem) => `proposal-${p.document}`;

async function post(s: Session, p: ProposalItem): Promise<void> {
  if (!p.complete || !p.entry || !p.dossier)
    throw new CliError('PROPOSAL_INCOMPLETE', { id: p.document }, 1, p.problems);
  const posted = await s.api.json<PostedItem>('postEntry', {
    params: { compte: s.compte, dossier: p.dossier },
    body: p.entry,
    headers: { 'idempotency-key': keyOf(p) },
  });
  if (s.json) return s.out.json(posted);
  s.out.line(s.t(posted.repeated ? 'ENTRY_REPEATED' : 'ENTRY_POSTED', { id: posted.id, exercice: posted.exercice }));
}

async function save(s: Session, p: ProposalItem, file: string): Promise<void> {
  if (!p.entry) throw new CliError('NO_ENTRY_PROPOSED', { id: p.document }, 1, p.problems);
  await writeNew(file, `${JSON.stringify(p.entry, null, 2)}\n`);
  if (s.json) return s.out.json(p);
  show(s, p);
  s.out.line();
  // The same key as --post, so that one invoice is not posted both ways.
  const dossier = p.dossier ?? s.t('DOSSIER_PLACE');
  const command = s.command(`entry post ${shellWord(file)} --dossier ${dossier} --key ${keyOf(p)}`);
  s.out.line(s.t('PROPOSAL_SAVED', { file, command }));
}

function shellWord(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
