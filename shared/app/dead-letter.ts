import { createHash } from 'node:crypto';
import type { Document } from '../domain/document.ts';
import type { Queue } from '../ports/bus.ts';
import { COMPTES } from './comptes.ts';
import { count } from './count.ts';
import { type Deps, nowIso } from './deps.ts';
import { setWaiting } from './dispatch.ts';
import { askToLookAgain, load } from './documents.ts';
import { notify } from './notices.ts';
import type { ReadingCommand } from './read-scan.ts';
import { isWhollyRead } from './readings.ts';

/** A message that was given up on, as far as it could be read. */
export interface DeadLetter {
  readonly queue: Queue;
  readonly messageId: string;
  /** The bus's own word: MaxDeliveryCountExceeded, TTLExpiredException... */
  readonly reason: string;
  readonly command: /** `again`: a look at what may be recorded already. */
    | { readonly kind: 'dispatch'; readonly compte: string; readonly id: string; readonly again: boolean }
    | { readonly kind: 'configure' | 'report'; readonly compte: string; readonly id: string }
    | ReadingCommand
    | { readonly kind: 'look-again'; readonly compte: string; readonly dossier: string }
    | { readonly kind: 'publish'; readonly compte: string; readonly dossier: string; readonly exercice: string }
    | null;
}

/** A dead letter becomes a waiting document with its reason, or a notice: never only a line in a log. */
export async function takeDeadLetter(deps: Deps, letter: DeadLetter): Promise<void> {
  const { command, reason: detail } = letter;
  deps.log.error('dead-letter', { queue: letter.queue, messageId: letter.messageId, reason: detail });
  if (command && detail === 'TTLExpiredException') {
    // Nothing failed: nobody was there to take it in time.
    await deps.bus.send(letter.queue, [{ body: command }]);
    return;
  }
  count(deps, 'ami.dead_letter.taken', { 'ami.queue': letter.queue });
  if (!command) {
    const params = { queue: letter.queue, detail };
    const unreadable = `dead-${letter.queue}-${sha256(letter.messageId)}`;
    await notify(deps, COMPTES, unreadable, { code: 'MESSAGE_UNREADABLE', params, dossier: null, problems: [] });
    return;
  }
  // The timers send what is not done again and again: it is told once a day, not each time.
  const subject = `dead-${sha256(JSON.stringify(command))}-${nowIso(deps.clock).slice(0, 10)}`;
  if (command.kind === 'dispatch') return takeDispatch(deps, letter.queue, command, command.again, subject, detail);
  if (command.kind === 'read' || command.kind === 'read-page') {
    // Its last step may have failed, when all was there.
    if (await isWhollyRead(deps, command.compte, command.id)) return askToLookAgain(deps, command.compte, [command.id]);
    // Not the file's fault: such a message is given back only where the reader, or storage, does not work.
    return takeDispatch(deps, letter.queue, command, true, subject, detail, 'READING_FAILED');
  }
  const params: Record<string, string> = { detail };
  if (command.kind === 'archive') params['document'] = await nameOf(deps, command.compte, command.id);
  if ('dossier' in command) params['dossier'] = command.dossier;
  if ('exercice' in command) params['exercice'] = command.exercice;
  await notify(deps, command.compte, subject, {
    code: NOTICES[command.kind],
    params,
    dossier: params['dossier'] ?? null,
    problems: [],
    command: { queue: letter.queue, body: command },
  });
}

const NOTICES = {
  publish: 'PUBLISH_FAILED',
  report: 'REPORT_FAILED',
  configure: 'CONFIG_FAILED',
  'look-again': 'CONFIG_FAILED',
  archive: 'ARCHIVE_FAILED',
} as const;

/** Codes of the notices that tell of a message that failed for good. */
export const DEAD_LETTER_NOTICES: ReadonlySet<string> = new Set([
  ...Object.values(NOTICES),
  'DISPATCH_FAILED',
  'MESSAGE_UNREADABLE',
]);

async function nameOf(deps: Deps, compte: string, id: string): Promise<string> {
  return (await load(deps, compte, id))?.document.deposit.name ?? id;
}

type OfDocument = Extract<DeadLetter['command'], { kind: 'dispatch' | 'read' | 'read-page' }>;

async function takeDispatch(
  deps: Deps,
  queue: Queue,
  command: OfDocument,
  again: boolean,
  subject: string,
  detail: string,
  code?: 'READING_FAILED',
): Promise<void> {
  const { compte, id } = command;
  let filed: Document | null = null;
  try {
    filed = await setWaiting(deps, compte, id, detail, code);
    if (!filed || !again) return;
  } catch (error) {
    // The tables may refuse this document and nothing else: a letter that is given back would come for ever.
    deps.log.error('dead-letter-not-recorded', { compte, id, error });
  }
  await notify(deps, compte, subject, {
    code: 'DISPATCH_FAILED',
    params: { document: filed?.deposit.name ?? id, detail },
    dossier: filed?.dossier ?? null,
    problems: [],
    command: { queue, body: { ...command } },
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
