import { AFRelationship } from '@cantoo/pdf-lib';
import { addDays } from '../../../shared/domain/calendar.ts';
import { guidelineOf, writeCii } from '../../samples/cii.ts';
import { decimal, type Invoice, type Profile } from '../../samples/model.ts';
import { type Random, random } from '../../samples/random.ts';
import { UBL_PROFILE, writeUbl } from '../../samples/ubl.ts';
import type { Entry } from '../manifest.ts';
import { type Bill, drawBill } from './bill.ts';
import { dossiers } from './companies.ts';
import type { Layout } from './layout.ts';
import { layouts } from './layouts/index.ts';
import type { Job } from './plan.ts';
import { cleanScan, degradedScan, drawStamp } from './scans.ts';
import { Sheet } from './sheet.ts';

export interface Made {
  readonly entry: Entry;
  readonly bytes: Uint8Array;
}

const PROFILES = ['en16931', 'basicwl', 'minimum', 'basic', 'extended'] as const;
const FORMS: readonly (Profile | 'cii' | 'ubl')[] = [...PROFILES, 'cii', 'en16931', 'ubl'];

/** One in so many that could be told from another dossier's is sent to another dossier. */
const STRAY_EVERY = 12;

/** Draws the document of a job and says what is known of it. */
export async function make(job: Job): Promise<Made> {
  const layout = layouts[job.layout]!;
  const r = random(job.seed * 1_000_003 + job.n);
  const bill = drawBill(layout, job.layout, r);
  const stem = `${job.kind}/${String(job.n).padStart(4, '0')}-${layout.id}`;
  const isStray = canStray(job, layout) && r.int(1, STRAY_EVERY) === 1;
  const sheet = await drawSheet(layout, bill, r);
  const entry = (file: string, more: Partial<Entry> = {}): Entry => ({
    ...entryOf(job, layout, bill, sheet, isStray, r),
    file,
    ...more,
  });
  if (job.kind === 'pdf') return { bytes: await sheet.save(), entry: entry(`${stem}.pdf`) };
  if (job.kind === 'einvoice') {
    const form = FORMS[(job.round + job.layout) % FORMS.length]!;
    const { bytes, extension, profile } = await eInvoice(sheet, bill, form);
    const known = entry(`${stem}-${form}.${extension}`);
    return { bytes, entry: { ...known, expected: { ...known.expected, profile } } };
  }
  const isStamped = job.kind === 'degraded' && drawStamp(r);
  if (isStamped) stamp(sheet, bill, r);
  const pdf = await sheet.save();
  const scan = job.kind === 'scan' ? await cleanScan(pdf, r) : await degradedScan(pdf, isStamped, r);
  const { defects, note } = scan;
  const more = { ...(defects.length > 0 ? { defects } : {}), ...(note ? { note } : {}) };
  return { bytes: scan.bytes, entry: entry(`${stem}.${scan.extension}`, more) };
}

/** The page of a bill in one of its layout's manners. */
export async function drawSheet(layout: Layout, bill: Bill, r: Random): Promise<Sheet> {
  const sheet = await Sheet.create({
    font: r.pick(layout.fonts),
    date: r.pick(layout.dates),
    amount: r.pick(layout.amounts),
    spelling: r.pick(layout.spellings ?? ['plain']),
    accent: r.pick([
      [0.1, 0.25, 0.5],
      [0.5, 0.1, 0.15],
      [0.05, 0.4, 0.3],
      [0.2, 0.2, 0.2],
    ]),
    words: r.chance(0.25),
    ...(r.chance(0.25) ? { shuffle: (texts) => shuffled(r, texts) } : {}),
  });
  layout.draw(sheet, bill, r);
  return sheet;
}

function shuffled<T>(r: Random, list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, key: r.next() }))
    .toSorted((a, b) => a.key - b.key)
    .map((x) => x.value);
}

function canStray({ kind }: Job, layout: Layout): boolean {
  return kind === 'einvoice' || (kind === 'pdf' && layout.showsBothSirens === true);
}

/** What an accounts office stamps, with a day that is not the invoice's. */
function stamp(sheet: Sheet, bill: Bill, r: Random): void {
  const lines = r.pick([
    () => ['REÇU LE', sheet.other('tampon', addDays(bill.date, r.int(1, 12)), 'dot')],
    () => ['COMPTABILISÉ'],
    () => ['PAYÉ LE', sheet.other('tampon', addDays(bill.date, r.int(10, 50)), 'slash')],
    () => ['BON À PAYER'],
  ])();
  sheet.stamp(lines, r.int(60, 350), r.int(150, 600), r.int(-20, 20));
}

async function eInvoice(
  sheet: Sheet,
  bill: Bill,
  form: (typeof FORMS)[number],
): Promise<{ bytes: Uint8Array; extension: 'xml' | 'pdf'; profile: string }> {
  const invoice: Invoice = { ...bill, preceding: bill.isCredit ? bill.preceding : null };
  if (form === 'ubl') return { bytes: writeUbl(invoice), extension: 'xml', profile: UBL_PROFILE };
  if (form === 'cii') return { bytes: writeCii(invoice, 'en16931'), extension: 'xml', profile: guidelineOf('en16931') };
  await sheet.pdf.attach(writeCii(invoice, form), 'factur-x.xml', {
    mimeType: 'text/xml',
    description: 'Factur-X',
    afRelationship: form === 'minimum' || form === 'basicwl' ? AFRelationship.Data : AFRelationship.Alternative,
  });
  return { bytes: await sheet.save(), extension: 'pdf', profile: guidelineOf(form) };
}

function entryOf(
  job: Job,
  layout: Layout,
  b: Bill,
  sheet: Sheet,
  isStray: boolean,
  r: Random,
): Omit<Entry, 'file' | 'defects'> {
  const dossier = isStray ? dossiers[(dossiers.indexOf(b.dossier) + 1) % dossiers.length]! : b.dossier;
  const ask = layout.notInvoice ?? (isStray ? 'autre dossier' : undefined);
  const { seller, buyer } = b;
  const known = {
    type: b.typeCode,
    number: b.number,
    date: b.date,
    due: b.due,
    currency: 'EUR',
    totalHT: decimal(b.net),
    totalTax: decimal(b.vat),
    totalTTC: decimal(b.gross),
    payable: decimal(b.gross),
    seller: seller.name,
    ...(seller.siret ? { sellerSiren: seller.siret } : {}),
    ...(seller.vatNumber ? { sellerVat: seller.vatNumber } : {}),
    buyer: buyer.name,
    buyerSiren: buyer.siren,
  };
  const { date, ...undated } = known;
  return {
    source: `generated: seed ${job.seed}`,
    kind: job.kind,
    layout: layout.id,
    dossier: { number: dossier.number, siren: dossier.company.siren },
    // Some come at once, some in a heap months later, when any date on the page is past.
    received: addDays(date, r.chance(0.5) ? r.int(1, 25) : r.int(200, 500)),
    expected: layout.notInvoice ? undated : known,
    ...(ask ? { ask } : {}),
    traps: sheet.traps,
  };
}
