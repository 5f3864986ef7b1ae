import { z } from 'zod';

/** Shapes of the answers. Times are ISO 8601 UTC, dates AAAA-MM-JJ; codes come with their text in both languages. */

const time = z.iso.datetime();
const date = z.iso.date();
const role = z.enum(['operator', 'manager', 'accountant', 'robot', 'write', 'read']);
const dossiers = z.union([z.literal('all'), z.literal('affected'), z.array(z.string())]);

export const said = z.object({
  code: z.string().meta({ description: 'What it is about, the same in every language' }),
  fr: z.string(),
  en: z.string(),
  line: z.number().int().optional(),
  where: z.string().optional(),
});

export const problem = said.extend({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  problems: z.array(said).optional().meta({ description: 'Every single thing that is wrong' }),
});

export const compte = z.object({ id: z.string(), name: z.string(), language: z.enum(['fr', 'en']), at: time });
export const compteAccess = z.object({ allow: z.array(z.string()), tlsRequired: z.boolean() });
export const changedAccess = compteAccess.extend({
  shutOut: z
    .array(z.object({ address: z.string(), user: z.string(), at: time }))
    .meta({ description: 'Whose newest deposits came from where the list no longer lets them in' }),
});
const text = z.object({ code: z.string(), fr: z.string(), en: z.string() });
export const firewall = z.object({
  follows: z.boolean().meta({ description: 'Whether a firewall follows the lists at all' }),
  openBy: z.array(z.string()).meta({ description: 'Comptes without a list, for which it lets every address in' }),
  ranges: z.array(z.string()).meta({ description: 'Of the lists of all other comptes, merged' }),
  unreadable: z.array(z.object({ compte: z.string(), text: z.string() })),
  rules: z.array(z.object({ name: z.string(), sources: z.array(z.string()), ports: z.array(z.string()) })),
  pending: z
    .array(z.object({ rule: z.string(), sources: z.array(z.string()) }))
    .meta({ description: 'What the next run writes, in this order; without sources: a rule that goes' }),
  kept: text.nullable().meta({ description: 'Why the rules stay as they are though the lists differ' }),
});
export const followed = z.object({
  result: z.enum(['none', 'busy', 'followed', 'kept']),
  changes: z.number().int(),
  kept: text.nullable(),
});
const limit = z.number().int().nullable();
export const user = z.object({
  user: z.string(),
  compte: z.string().optional(),
  role,
  dossiers,
  language: z.enum(['fr', 'en']),
  disabled: z.boolean(),
  publicKeys: z.array(z.string()).meta({ description: "For SFTP, in OpenSSH's one-line form" }),
  limits: z
    .object({ sessions: limit, uploadBytes: limit, dailyBytes: limit })
    .meta({ description: "Null for the platform's own" }),
});
export const person = z
  .object({
    user: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    role,
    dossiers: z.array(z.string()),
    state: z.string(),
  })
  .loose();
export const apiKey = z.object({
  id: z.string(),
  user: z.string(),
  role,
  dossiers,
  disabled: z.boolean(),
  expiresAt: time.nullable(),
});
export const madeKey = z.object({ id: z.string(), key: z.string().meta({ description: 'Told once, never again' }) });
export const exercice = z.object({ name: z.string(), start: date, end: date, closed: z.boolean() });
export const dossier = z.object({
  number: z.string(),
  name: z.string(),
  siren: z.string().nullable(),
  vatNumber: z.string().nullable(),
  users: z.array(z.string()),
  exercices: z.array(exercice),
});
const box = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
const place = z.enum(['after', 'right', 'below', 'above', 'left']).nullable();
const evidence = z.object({
  fields: z
    .array(
      z.object({
        field: z.string(),
        value: z.string(),
        origin: z.enum(['name', 'xml', 'text', 'ocr', 'person']),
        page: z.number().int().nullable().meta({ description: 'Null where it stands on no page' }),
        box: box.nullable().meta({ description: 'Points from the upper left corner of the page' }),
        label: z
          .string()
          .nullable()
          .meta({ description: 'As written; of XML the business term (BT-2), of a name the folder or file' }),
        place,
        confidence: z.number().meta({ description: '0 to 1' }),
        by: z.string().optional().meta({ description: 'Who said it, where `origin` is `person`' }),
        overruled: z.boolean().optional().meta({ description: 'Read, but a person has said otherwise' }),
        memory: z
          .object({ key: z.string(), document: z.string(), by: z.string(), at: time })
          .optional()
          .meta({ description: 'Chosen by what was corrected on another document of the same supplier' }),
        fr: z.string(),
        en: z.string(),
      }),
    )
    .meta({ description: 'Each value and what it was read by' }),
  dates: z
    .array(
      z.object({
        dates: z.array(date),
        text: z.string(),
        page: z.number().int(),
        box,
        kind: z.string(),
        label: z.string().nullable(),
        place,
        taken: z.boolean(),
        fr: z.string(),
        en: z.string(),
      }),
    )
    .meta({ description: 'The dates of its pages, the likeliest first, and what each is the date of' }),
});
const trace = z.string().meta({ description: 'W3C traceparent of what made it, where that was traced' });
const filing = z.object({ dossier: z.string(), exercice: z.string() });
const learned = { document: z.string(), by: z.string(), at: time };
export const supplier = z.object({
  key: z.string().meta({ description: 'SIREN or VAT number, else those of the companies that its pages name' }),
  name: z.string().nullable(),
  labels: z
    .array(
      z.object({
        label: z.string().meta({ description: 'Under which its invoices have their date, as it was written' }),
        kind: z.string(),
        place,
        order: z.enum(['dmy', 'mdy']).nullable().meta({ description: 'Day or month first, where a person told' }),
        credit: z.boolean().meta({ description: 'Of credit notes' }),
        ...learned,
      }),
    )
    .meta({ description: 'The newest first; each from which document, by whom and when' }),
  seller: z
    .object({
      siren: z.string().nullable(),
      vatNumber: z.string().nullable(),
      name: z.string().nullable(),
      ...learned,
    })
    .nullable()
    .meta({ description: 'Who sells, where a person said so' }),
  used: z.number().int().meta({ description: 'How many documents were read with it' }),
  lastUsed: time.nullable().meta({ description: 'When the last of them was deposited' }),
});
const reason = said.extend({ params: z.record(z.string(), z.string()) });
const scanPart = z.object({
  pages: z.array(z.number().int()).meta({ description: 'Numbers from 1' }),
  why: said,
  stated: z.string().optional().meta({ description: 'What the separator sheet before it says, as in "007868_201912"' }),
});
export const document = z.object({
  id: z.string(),
  name: z.string(),
  directory: z.string(),
  user: z.string(),
  at: time,
  size: z.number().int(),
  sha256: z.string(),
  trace: trace.optional(),
  version: z.number().int().meta({ description: 'Grows with every event; also the ETag' }),
  state: z.enum(['waiting', 'filed', 'retry', 'set-aside', 'replaced', 'split']),
  dossier: z.string().nullable(),
  exercice: z.string().nullable(),
  exerciceStart: date.nullable(),
  date: date.nullable(),
  dateUncertain: z.boolean(),
  decidedBy: z.string().nullable(),
  facts: z
    .object({
      kind: z.enum(['einvoice', 'text', 'scan', 'paper', 'unreadable']),
      mediaType: z.string().nullable(),
      number: z.string().nullable(),
      typeCode: z.string().nullable(),
      date: date.nullable(),
      seller: z.string().nullable(),
      sellerSiren: z.string().nullable(),
      buyer: z.string().nullable(),
      buyerSiren: z.string().nullable(),
      gross: z.number().int().nullable().meta({ description: 'Cents' }),
      currency: z.string().nullable(),
      dueDate: date.nullable(),
    })
    .loose()
    .nullable(),
  evidence: evidence.optional(),
  doubt: z
    .object({ reason: said, answer: said.nullable() })
    .nullable()
    .optional()
    .meta({ description: 'Why a person is asked, and the answer that is proposed' }),
  corrected: z
    .looseObject({ by: z.string(), at: time })
    .optional()
    .meta({ description: 'What persons said of the invoice; `facts` have it already' }),
  reason: reason.nullable(),
  proposal: filing.nullable(),
  remarks: z.array(said),
  duplicates: z.array(z.string()).meta({ description: 'Documents with the same bytes' }),
  sameInvoice: z.array(z.string()).optional().meta({ description: 'Documents with the same seller and number' }),
  retryOf: z.string().nullable(),
  replacedBy: z
    .string()
    .nullable()
    .optional()
    .meta({ description: 'The document that came in the place of this incomplete one' }),
  replaces: z
    .array(z.string())
    .optional()
    .meta({ description: 'Incomplete documents that its sender had sent under its name before' }),
  partOf: z.string().optional().meta({ description: 'The scan that it was divided from' }),
  pages: z.string().optional().meta({ description: 'Its pages there, as in "3-5"' }),
  parts: z
    .array(scanPart.extend({ id: z.string() }))
    .optional()
    .meta({ description: 'The documents of a divided scan' }),
  kept: z.array(scanPart).optional().meta({ description: 'Its pages that are in none of them: separator sheets' }),
  proposedParts: z.array(scanPart).optional().meta({ description: 'How a scan may be divided, to be accepted' }),
  proposedKept: z.array(scanPart).optional(),
  splitDoubts: z.array(said).optional().meta({ description: 'Why that is not certain' }),
  changedAt: time,
});
export const event = z.object({
  version: z.number().int(),
  at: time,
  by: z.string(),
  type: z.string(),
  note: z.string().optional(),
  state: z.string(),
  dossier: z.string().nullable(),
  exercice: z.string().nullable(),
  reason: reason.nullable(),
});
const amountText = z.string().meta({ description: 'Decimal text, as in "120.00"' });
export const proposal = z.object({
  document: z.string(),
  dossier: z.string().nullable(),
  exercice: z.string().nullable(),
  direction: z.enum(['purchase', 'sale']).nullable(),
  creditNote: z.boolean(),
  complete: z.boolean().meta({ description: 'Nothing is missing: it can be posted as it is' }),
  entry: z
    .object({
      journal: z.string(),
      date: z.string(),
      piece: z.string().nullable(),
      label: z.string(),
      documentDate: z.string().nullable(),
      reference: z.string().nullable(),
      currency: z.string(),
      lines: z.array(
        z.object({
          account: z.string(),
          label: z.string(),
          debit: amountText.optional(),
          credit: amountText.optional(),
          vatCode: z.string().nullable(),
          dueDates: z.array(z.object({ date, amount: amountText })).optional(),
        }),
      ),
    })
    .loose()
    .nullable(),
  evidence: z.array(z.looseObject({})).meta({ description: 'Where each field comes from' }),
  problems: z.array(said).meta({ description: 'What is missing, or why there is no proposal' }),
});
export const postedEntry = z.object({ id: z.string(), exercice: z.string(), repeated: z.boolean() });
export const entryItem = z.object({
  id: z.string(),
  dossier: z.string(),
  exercice: z.string(),
  date,
  label: z.string(),
  at: time,
  lot: z.string().nullable(),
});
export const publication = z
  .object({
    stem: z.string(),
    dossier: z.string(),
    exercice: z.string(),
    number: z.number().int(),
    version: z.number().int(),
    state: z.string(),
    entries: z.array(z.string()),
    files: z.array(
      z.object({
        part: z.enum(['piece', 'list', 'dex']),
        name: z.string(),
        size: z.number().int(),
        sha256: z.string(),
      }),
    ),
    preparedAt: time,
    publishedAt: time.nullable(),
    downloadedAt: time.nullable(),
    collectedAt: time.nullable(),
    collectedBy: z.string().nullable(),
    reportedAt: time.nullable(),
    report: z.string().nullable(),
    trace: trace.optional(),
  })
  .loose();
export const configImport = z.object({
  id: z.string(),
  file: z.string(),
  user: z.string(),
  at: time,
  outcome: z.enum(['applied', 'unchanged', 'superseded', 'refused', 'kept']),
  dossier: z.string().nullable(),
  problems: z.array(said),
  remarks: z.array(said),
  run: z.number().int().meta({ description: 'How often it has run' }),
  ranAt: time,
  askedBy: z.string().nullable(),
});
export const notice = said.extend({
  id: z.string(),
  at: time,
  dossier: z.string().nullable(),
  replayable: z.boolean().meta({ description: 'Whether what failed can be sent again' }),
  problems: z.array(said),
});
export const accepted = z.object({ id: z.string() });

/** A page of a list. `next` is the `after` of the next page, null at the end. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

export const rotatedKey = madeKey.extend({ oldExpiresAt: time });
export type ApiProblem = z.infer<typeof problem>;
/** Both languages of one message. */
export type Said = z.infer<typeof said>;
