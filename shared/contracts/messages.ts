import { z } from 'zod';

/** What stands on the queues. Events are Event Grid's own schema; commands are ours, told apart by `kind`. */

const compte = z.string().regex(/^[a-z0-9][a-z0-9-]{1,31}$/);
const id = z.string().regex(/^[0-9a-hjkmnp-tv-z]{20}$/);

/**
 * `Microsoft.Storage.BlobCreated`, of which only the subject is needed. A blob of another name than `<compte>/<id>` is
 * none that the gateway made: its name could not even be a row's key.
 */
const event = z.object({
  eventType: z.literal('Microsoft.Storage.BlobCreated'),
  subject: z
    .string()
    .regex(/^\/blobServices\/default\/containers\/[a-z0-9-]+\/blobs\/[a-z0-9][a-z0-9-]{1,31}\/[0-9a-hjkmnp-tv-z]{20}$/),
});

const events = z
  .union([
    event,
    z
      .array(event)
      .length(1)
      .transform((a) => a[0]!),
  ])
  .transform((e) => {
    const [, container, path] = /\/containers\/([a-z0-9-]+)\/blobs\/(.+)$/.exec(e.subject)!;
    const slash = path!.indexOf('/');
    return { container: container!, compte: path!.slice(0, slash), id: path!.slice(slash + 1) };
  });

/** A blob of a container: from an event, or named by a command. `again`: a look at what may be recorded already. */
export const depositMessage = z.union([
  z.object({ kind: z.literal('dispatch'), compte, id, again: z.boolean().default(true) }),
  events.transform((e) => ({ kind: 'dispatch' as const, compte: e.compte, id: e.id, again: false })),
]);

export const configMessage = z.union([
  z.object({ kind: z.literal('configure'), compte, id }),
  z.object({ kind: z.literal('look-again'), compte, dossier: z.string() }),
  events.transform((e) => ({ kind: 'configure' as const, compte: e.compte, id: e.id })),
]);

export const returnMessage = z.union([
  z.object({ kind: z.literal('report'), compte, id }),
  events.transform((e) => ({ kind: 'report' as const, compte: e.compte, id: e.id })),
]);

/**
 * Work on the pictures of a scan. `read` counts its pages and shares them out, `read-page` reads one of `pages`,
 * `archive` makes the searchable copy of one whose pages were read.
 */
export const readingMessage = z.union([
  z.object({ kind: z.literal('read'), compte, id }),
  z.object({
    kind: z.literal('read-page'),
    compte,
    id,
    page: z.number().int().positive(),
    pages: z.number().int().positive(),
  }),
  z.object({ kind: z.literal('archive'), compte, id }),
]);

export const publishMessage = z.object({
  kind: z.literal('publish'),
  compte,
  dossier: z.string(),
  exercice: z.string(),
});
