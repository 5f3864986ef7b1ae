import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseFrenchDate, parseIsoDate } from '../../shared/domain/calendar.ts';
import type { Language } from '../../shared/domain/messages.ts';
import type { DocumentItem, DossierItem } from '../answers.ts';
import { resolveDocumentId } from '../document-id.ts';
import { stateInWords } from '../document-lines.ts';
import { usage } from '../errors.ts';
import { examples } from '../options.ts';
import { action, type Given, type Session } from '../session.ts';

interface Options {
  date?: string;
  written?: string;
  page?: number;
  seller?: string;
  sellerName?: string;
  number?: string;
  gross?: string;
  dossier?: string;
  exercice?: string;
  note?: string;
}

/** `correct ID`: what an invoice says, where it was read wrongly or not at all. */
export function addCorrect(program: Command, language: Language): void {
  program
    .command('correct')
    .argument('<id>', 'identifier, or at least its first 6 characters')
    .description('Say the date, seller, number or total of an invoice; the next of its supplier is read so')
    .addOption(new Option('--date <day>', 'its date: JJ/MM/AAAA or AAAA-MM-JJ').argParser(day))
    .option('--written <text>', 'which of the dates that were read is its own, as it is written')
    .addOption(new Option('--page <n>', 'on which page that date stands').argParser(page))
    .option('--seller <number>', 'who sells: SIREN or VAT number')
    .option('--seller-name <name>', 'with --seller: its name')
    .option('--number <number>', 'number of the invoice')
    .addOption(new Option('--gross <amount>', 'total with VAT, as in 120.00').argParser(amount))
    .option('--dossier <number>', 'where it is to be filed; left out: where it is or is proposed')
    .option('--exercice <AAAAMM>', 'left out: where it is or is proposed, else the one that the date is in')
    .option('--note <text>', 'kept in its history')
    .addHelpText(
      'after',
      examples([
        'ami correct yzt6s0k2m9 --date 31/12/2019',
        'ami correct yzt6s0k2m9 --written "31 déc. 2019" --page 1',
        'ami correct yzt6s0k2m9 --seller "732 829 320" --seller-name "Moulin des Érables"',
      ]),
    )
    .action(action(language, correct));
}

async function correct(s: Session, { args: [text], options }: Given<[string], Options>): Promise<void> {
  const { compte } = s;
  const said = saidOf(options);
  if (Object.keys(said).length === 0) throw usage('NOTHING_CORRECTED');
  const id = await resolveDocumentId(s.api, compte, text);
  const seen = await s.api.json<DocumentItem>('getDocument', { params: { compte, id } });
  const place = await placeOf(s, seen, options);
  if (!place) throw usage('CORRECT_WHERE');
  const body = { ...place, ...said, version: seen.version, note: options.note };
  const d = await s.api.json<DocumentItem>('attribute', { params: { compte, id }, body });
  if (s.json) return s.out.json(d);
  s.out.line(s.t('CORRECTED', { name: d.name, state: stateInWords(s, d) }));
}

function saidOf(o: Options) {
  if ((o.page !== undefined && o.written === undefined) || (o.sellerName !== undefined && o.seller === undefined))
    throw usage('CORRECT_INCOMPLETE');
  const number = o.seller?.replace(/[\s.]/g, '').toUpperCase();
  const isVat = /^[A-Z]/.test(number ?? '');
  return {
    ...(o.date === undefined ? {} : { date: o.date }),
    ...(o.written === undefined
      ? {}
      : { candidate: { text: o.written, ...(o.page === undefined ? {} : { page: o.page }) } }),
    ...(number === undefined
      ? {}
      : {
          seller: {
            siren: isVat ? null : number,
            vatNumber: isVat ? number : null,
            name: o.sellerName ?? null,
          },
        }),
    ...(o.number === undefined ? {} : { number: o.number }),
    ...(o.gross === undefined ? {} : { gross: o.gross }),
  };
}

/** As it was said; else where the document is filed, or proposed; else the exercice of its dossier that the date is in. */
async function placeOf(s: Session, d: DocumentItem, o: Options): Promise<{ dossier: string; exercice: string } | null> {
  const dossier = (o.dossier ?? d.dossier ?? d.proposal?.dossier)?.toUpperCase();
  if (!dossier) return null;
  if (o.exercice) return { dossier, exercice: o.exercice };
  if (d.state === 'filed' && d.exercice && dossier === d.dossier) return { dossier, exercice: d.exercice };
  const date = o.date ?? dayWritten(d, o);
  if (date) {
    const { exercices } = await s.api.json<DossierItem>('getDossier', { params: { compte: s.compte, dossier } });
    const found = exercices.filter((e) => e.start <= date && date <= e.end);
    return found.length === 1 ? { dossier, exercice: found[0]!.name } : null;
  }
  return d.proposal?.dossier === dossier ? d.proposal : null;
}

/** The day of the date that was picked, where it can be read in one way only. */
function dayWritten({ evidence }: DocumentItem, { written, page: on }: Options): string | null {
  const picked = evidence?.dates.filter((x) => x.text === written && (on === undefined || x.page === on)) ?? [];
  const days = new Set(picked.flatMap((x) => x.dates));
  return days.size === 1 ? [...days][0]! : null;
}

function day(text: string): string {
  const date = parseIsoDate(text) ?? parseFrenchDate(text);
  if (!date) throw new InvalidArgumentError('A day as in 31/12/2019 or 2019-12-31.');
  return date;
}

function page(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1) throw new InvalidArgumentError('A number from 1.');
  return n;
}

/** `1 234,56` as `1234.56`. */
function amount(text: string): string {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (!/^-?\d{1,10}(\.\d{1,2})?$/.test(plain)) throw new InvalidArgumentError('An amount as in 120.00.');
  return plain;
}
