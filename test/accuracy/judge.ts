import { parisDay } from '../../shared/domain/calendar.ts';
import { decide } from '../../shared/domain/decide.ts';
import { parseCents } from '../../shared/domain/einvoice/amount.ts';
import { contains } from '../../shared/domain/exercice.ts';
import type { Reading } from '../../shared/domain/invoice.ts';
import { nameKey, numberKey, vatKey } from '../../shared/domain/party-key.ts';
import { sirenOf } from '../../shared/domain/siren.ts';
import { stated } from '../../shared/domain/stated.ts';
import { vatNumberOf } from '../support/invoices.ts';
import type { Scenario } from './exercices.ts';
import { invoiceOf } from './facts.ts';
import type { Entry } from './manifest.ts';

/** right: filed where it belongs, or rightly asked for; asked: waits for a person though it need not; wrong: misfiled. */
export interface Verdict {
  readonly verdict: 'right' | 'asked' | 'wrong';
  /** Where it belongs: an exercice's name, or `ask` with the reason why a person must decide. */
  readonly expected: string;
  /** Where it went: an exercice's name, or the code of the reason why it waits. */
  readonly got: string;
  /** The date that decided, AAAA-MM-JJ. */
  readonly date: string | null;
}

/** Decides as the dispatch does, for a dossier known with the exercices of the scenario, and compares. */
export function judge(
  entry: Entry,
  reading: Reading,
  { exercices }: Scenario,
  today: string = parisDay(now()),
): Verdict {
  const number = entry.dossier?.number ?? '000001';
  const name = entry.file.split('/').at(-1)!;
  const { folder, fileStatement } = stated({ ...DEPOSIT, directory: `/import/${number}`, name });
  const siren = entry.dossier?.siren ?? null;
  const decision = decide({
    folder,
    file: fileStatement,
    dossier: { number, name: '', siren, vatNumber: siren && vatNumberOf(siren), regime: null, accountLength: null },
    exercices,
    reading,
    receivedOn: entry.received ?? today,
    unrenamed: false,
  });
  const own = entry.ask ? undefined : exercices.find((e) => contains(e, String(entry.expected['date'])));
  const expected = entry.ask ? `ask (${entry.ask})` : (own?.name ?? 'none');
  const { date } = decision;
  if (decision.kind === 'wait')
    return { verdict: entry.ask ? 'right' : 'asked', expected, got: decision.reason.code, date };
  const right = decision.exercice.start === own?.start;
  return { verdict: right ? 'right' : 'wrong', expected, got: decision.exercice.name, date };
}

/** Whether a value was read right; null where the manifest does not know it. */
export interface Values {
  readonly date: boolean | null;
  readonly number: boolean | null;
  readonly gross: boolean | null;
  readonly seller: boolean | null;
}

export function compareValues({ expected, ask }: Entry, reading: Reading): Values {
  const read = invoiceOf(reading);
  if (ask) return { date: null, number: null, gross: null, seller: null };
  const { number, totalTTC } = expected;
  return {
    date: read?.issueDate === expected['date'],
    number: number === undefined ? null : !!read?.number && numberKey(read.number) === numberKey(String(number)),
    gross: totalTTC === undefined ? null : read !== null && read.gross === parseCents(String(totalTTC)),
    seller: sellerRight(expected, read?.seller ?? null),
  };
}

/** By SIREN where both tell it, else by VAT number, else by name. */
function sellerRight(
  expected: Entry['expected'],
  read: { readonly name: string | null; readonly siren: string | null; readonly vatNumber: string | null } | null,
): boolean | null {
  const text = (name: string) => (expected[name] === undefined ? null : String(expected[name]));
  const siren = sirenOf(text('sellerSiren'));
  const [vat, name] = [text('sellerVat'), text('seller')];
  if (!siren && !vat && !name) return null;
  if (!read) return false;
  if (siren && read.siren) return siren === read.siren;
  if (vat && read.vatNumber) return vatKey(vat) === vatKey(read.vatNumber);
  return name !== null && read.name !== null && nameKey(name) === nameKey(read.name);
}

const DEPOSIT = {
  compte: 'C',
  id: '',
  directory: '',
  name: '',
  user: '',
  address: '',
  at: '',
  sha256: '',
  size: 0,
  unrenamed: false,
};

function now(): string {
  return new Date().toISOString();
}
