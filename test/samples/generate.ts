import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { guidelineOf, writeCii } from './cii.ts';
import { buyerCompany } from './company.ts';
import { drawInvoice } from './draw.ts';
import { writeFacturX, writePlainPdf } from './facturx.ts';
import { decimal, type Invoice, type Profile } from './model.ts';
import { type Random, random } from './random.ts';
import { scanPdf } from './scan.ts';
import { UBL_PROFILE, writeUbl } from './ubl.ts';

export interface SampleOptions {
  readonly out: string;
  readonly count: number;
  /** The same seed gives the same bytes. */
  readonly seed: number;
  /** Most invoices are of this year. */
  readonly year: number;
  /** SIREN of the dossier that buys; an invented one by default. */
  readonly dossierSiren?: string;
}

/** What is known of one file, in the form of the manifest of real samples. Amounts are decimal text, dates AAAA-MM-JJ. */
export interface Sample {
  readonly file: string;
  readonly source: string;
  readonly expected: Readonly<Record<string, string>>;
  readonly note?: string;
}

/** The forms in which invoices come, as often as each stands here; the first round has one of each. */
const FORMS = [
  'en16931',
  'scan',
  'cii',
  'basicwl',
  'plain',
  'ubl',
  'minimum',
  'basic',
  'extended',
  'en16931',
  'scan',
  'plain',
  'basicwl',
  'scan',
] as const;
type Form = (typeof FORMS)[number];

/** One in so many e-invoices comes a second time in another form, as it does in a firm's post. */
const SECOND_FORM_EVERY = 15;

/**
 * Writes a folder of invented French invoices and its manifest: Factur-X of every profile, bare CII and UBL, plain PDFs
 * and scans. Deterministic: the same options give the same bytes.
 */
export async function generate(
  options: SampleOptions,
  progress: (done: number, of: number) => void = () => {},
): Promise<Sample[]> {
  const r = random(options.seed);
  const frame = { year: options.year, buyer: buyerCompany(options.dossierSiren), taken: new Set<string>(), deck: [] };
  const source = `generated: seed ${options.seed}, year ${options.year}`;
  const samples: Sample[] = [];
  const write = (file: string, bytes: Uint8Array, expected: Sample['expected'], note?: string) => {
    mkdirSync(join(options.out, file, '..'), { recursive: true });
    writeFileSync(join(options.out, file), bytes);
    samples.push({ file, source, expected, ...(note ? { note } : {}) });
  };
  for (let n = 0; samples.length < options.count; n++) {
    const form = FORMS[n % FORMS.length]!;
    const { invoice, slug } = drawInvoice(r, frame);
    const made = await make(form, invoice, slug, n, r);
    write(made.file, made.bytes, made.expected);
    if (n % SECOND_FORM_EVERY === SECOND_FORM_EVERY - 2 && samples.length < options.count) {
      const other = await make(form === 'ubl' ? 'cii' : 'ubl', invoice, slug, n, r);
      write(other.file, other.bytes, other.expected, `the same invoice as ${made.file}`);
    }
    progress(samples.length, options.count);
  }
  writeFileSync(join(options.out, 'manifest.json'), `${JSON.stringify(samples, null, 1)}\n`);
  return samples;
}

interface Made {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly expected: Sample['expected'];
}

async function make(form: Form, i: Invoice, slug: string, n: number, r: Random): Promise<Made> {
  const name = `${slug}_${i.number.replace(/[^A-Za-z0-9-]+/g, '-').replace(/^-+/, '')}`;
  switch (form) {
    case 'plain':
      return { file: `pdf/${name}.pdf`, bytes: await writePlainPdf(i), expected: shown(i) };
    case 'scan': {
      // Scanners name files by themselves.
      const file = `tiff/scan${String(n + 1).padStart(4, '0')}.tif`;
      return { file, bytes: await scanPdf(await writePlainPdf(i), r), expected: shown(i) };
    }
    case 'cii':
      return { file: `xml/${name}_cii.xml`, bytes: writeCii(i, 'en16931'), expected: told(i, 'en16931') };
    case 'ubl':
      return { file: `xml/${name}_ubl.xml`, bytes: writeUbl(i), expected: told(i, 'en16931', UBL_PROFILE) };
    default:
      return { file: `facturx/${name}_${form}.pdf`, bytes: await writeFacturX(i, form), expected: told(i, form) };
  }
}

/** What the page shows. */
function shown(i: Invoice): Record<string, string> {
  return {
    type: i.typeCode,
    number: i.number,
    date: i.date,
    ...(i.due ? { due: i.due } : {}),
    currency: 'EUR',
    totalHT: decimal(i.net),
    totalTax: decimal(i.vat),
    totalTTC: decimal(i.gross),
    payable: decimal(i.gross - i.prepaid),
    seller: i.seller.name,
    sellerSiren: i.seller.siret,
    ...(i.seller.vatNumber ? { sellerVat: i.seller.vatNumber } : {}),
    buyer: i.buyer.name,
  };
}

/** What the XML of a profile tells: MINIMUM has neither a due date nor the seller's establishment. */
function told(i: Invoice, profile: Profile, guideline = guidelineOf(profile)): Record<string, string> {
  const { due, sellerSiren, ...rest } = shown(i);
  const full = profile !== 'minimum';
  return {
    ...rest,
    ...(full && due ? { due } : {}),
    sellerSiren: full ? sellerSiren! : i.seller.siren,
    profile: guideline,
  };
}
