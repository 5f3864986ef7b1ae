import { z } from 'zod';
import { parseIsoDate } from '../domain/calendar.ts';

/** Shapes of the API, in requests and answers. Amounts are decimal text ("120.00"); dates are AAAA-MM-JJ. */

export const calendarDate = z.string().refine((t) => parseIsoDate(t) !== null, 'a date AAAA-MM-JJ that exists');
export const compteId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,31}$/, '2 to 32 lower-case letters, digits or hyphens');
export const dossierNumber = z
  .string()
  .regex(/^[A-Za-z0-9]{1,8}$/, '1 to 8 letters or digits')
  .transform((t) => t.toUpperCase());
export const exerciceName = z.string().regex(/^\d{4}(0[1-9]|1[0-2])$/, 'AAAAMM, as in 201912');
export const documentId = z.string().regex(/^[0-9a-hjkmnp-tv-z]{20}$/, 'an identifier of 20 characters');
export const language = z.enum(['fr', 'en']);

/** "120.00", "120.5" or "120" as integer cents. */
export const amount = z
  .string()
  .regex(/^\d{1,10}(\.\d{1,2})?$/, 'an amount as text, as in "120.00"')
  .transform((t) => {
    const [whole = '0', part = ''] = t.split('.');
    return Number(whole) * 100 + Number(part.padEnd(2, '0'));
  });

/** The same, below zero too. */
export const signedAmount = z
  .string()
  .regex(/^-?\d{1,10}(\.\d{1,2})?$/, 'an amount as text, as in "120.00" or "-120.00"')
  .transform((t) => {
    const cents = amount.parse(t.replace('-', ''));
    return t.startsWith('-') && cents !== 0 ? -cents : cents;
  });

/** "60.5" as hundred-thousandths of a percent (60.5 % = 6 050 000). */
const percentage = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,5})?$/, 'a percentage as text, as in "60.00"')
  .transform((t) => {
    const [whole = '0', part = ''] = t.split('.');
    return Number(whole) * 100_000 + Number(part.padEnd(5, '0'));
  });

const dossiers = z.union([z.literal('all'), z.array(dossierNumber).max(2000)]);

export const newCompte = z.object({ id: compteId, name: z.string().min(1).max(100), language: language.default('fr') });
export const newUser = z.object({
  password: z.string().max(200).optional(),
  role: z.enum(['robot', 'write', 'read']),
  dossiers: dossiers.default('all'),
  language: language.default('fr'),
  disabled: z.boolean().default(false),
});
/** Each entry is checked by its use case, which says what is wrong with which. */
export const compteAccess = z.object({
  allow: z.array(z.string().max(100)).max(5000).default([]).meta({
    description: 'Addresses and CIDR ranges, IPv4 and IPv6, that users may come from; none for everywhere',
  }),
  tlsRequired: z.boolean().default(false).meta({ description: 'FTP only over TLS' }),
});
const limit = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).nullable();
export const userLimits = z.object({
  sessions: limit.default(null).meta({ description: "At one time; null for the platform's own" }),
  uploadBytes: limit.default(null).meta({ description: "Of one file; null for the platform's own" }),
  dailyBytes: limit.default(null).meta({ description: "Of a UTC day; null for the platform's own" }),
});
export const userKeys = z.object({
  publicKeys: z
    .array(z.string().max(5000))
    .max(1000)
    .meta({ description: "In OpenSSH's one-line form; these replace the ones before" }),
});
export const newKey = z.object({
  user: z.string().min(1).max(64),
  role: z.enum(['manager', 'accountant', 'robot']),
  dossiers: z.union([z.literal('affected'), ...dossiers.options]).default('all'),
});
export const newDossier = z.object({
  name: z.string().min(1).max(100),
  siren: z
    .string()
    .regex(/^\d{9}$/)
    .nullable()
    .default(null),
});
export const attribution = z.object({
  dossier: dossierNumber,
  exercice: exerciceName,
  version: z.number().int().optional(),
  note: z.string().max(500).optional(),
  date: calendarDate.optional().meta({ description: "The invoice's own date, in the exercice" }),
  candidate: z
    .object({ text: z.string().min(1).max(60), page: z.number().int().min(1).optional() })
    .optional()
    .meta({
      description: 'Which of the dates that were read is its own, as it is written; then `date` may be left out',
    }),
  seller: z
    .object({
      siren: z.string().max(30).nullable().default(null),
      vatNumber: z.string().max(30).nullable().default(null),
      name: z.string().max(100).nullable().default(null),
    })
    .optional()
    .meta({ description: 'Who sells, by a SIREN or a VAT number' }),
  number: z.string().trim().min(1).max(60).optional(),
  gross: signedAmount.optional().meta({ description: 'Total with VAT, negative on a credit note of that kind' }),
});
const pageNumbers = z.array(z.number().int().min(1).max(9999)).max(1000);
export const division = z.object({
  parts: z
    .array(pageNumbers)
    .max(1000)
    .optional()
    .meta({ description: 'Pages of each document, numbers from 1; absent to accept what is proposed' }),
  kept: pageNumbers.default([]).meta({ description: 'Pages that belong to no document: separator sheets' }),
  version: z.number().int().optional(),
  note: z.string().max(500).optional(),
});
export const separatorQuery = z.object({
  count: z.coerce.number().int().min(1).max(100).default(1).meta({ description: 'Sheets' }),
  dossier: dossierNumber.optional(),
  exercice: exerciceName.optional(),
});
export const decision = z.object({ version: z.number().int().optional(), note: z.string().max(500).optional() });

export const documentQuery = z.object({
  list: z.enum(['all', 'waiting', 'filed']).default('all'),
  dossier: dossierNumber.optional(),
  exercice: exerciceName.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(2000).optional().meta({ description: '`next` of the page before' }),
});
const cursor = z.string().max(400).optional().meta({ description: '`next` of the page before' });
export const pageQuery = z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100), after: cursor });
export const publicationQuery = pageQuery.extend({ dossier: dossierNumber.optional() });
export const republication = z.object({
  force: z.boolean().default(false).meta({ description: 'Also where it was imported already' }),
});
export const cancellation = z.object({
  keep: z.boolean().meta({ description: 'Its entries wait for another publication, instead of being withdrawn' }),
});
export const rotation = z.object({
  graceHours: z
    .number()
    .min(0)
    .max(24 * 30)
    .default(24),
});

const text = z.string().max(200);
export const newEntry = z
  .object({
    journal: z.string().min(1).max(10),
    date: calendarDate,
    piece: text.nullable().default(null),
    label: text,
    documentDate: calendarDate.nullable().default(null),
    reference: text.nullable().default(null),
    currency: z.string().max(10).default('EUR'),
    lines: z
      .array(
        z.object({
          account: z.string().min(1).max(20),
          label: text.optional(),
          debit: amount.default(0),
          credit: amount.default(0),
          vatCode: z.string().max(10).nullable().default(null),
          dueDates: z
            .array(z.object({ date: calendarDate, amount }))
            .max(50)
            .default([]),
          analytics: z
            .array(
              z.object({
                activity: z.string().min(1).max(20),
                cut: z.string().max(10).nullable().default(null),
                label: text.nullable().default(null),
                percentage,
              }),
            )
            .max(100)
            .default([]),
        }),
      )
      .min(1)
      .max(10_000),
    documents: z.array(documentId).max(100).default([]),
  })
  .transform(({ documents, ...e }) => ({
    documents,
    entry: {
      ...e,
      lines: e.lines.map(({ analytics, ...l }) => ({
        ...l,
        label: l.label ?? e.label,
        analytics: analytics.map(({ percentage: share, ...a }) => ({ ...a, share })),
      })),
    },
  }));

export type { ApiProblem, Said } from './views.ts';
