import { createHash } from 'node:crypto';
import type { Queue } from '../ports/bus.ts';
import { COMPTES } from './comptes.ts';
import type { Deps } from './deps.ts';
import { setWaiting } from './dispatch.ts';
import { notify } from './notices.ts';

/** A message that was given up on, as far as it could be read. */
export interface DeadLetter {
  readonly queue: Queue;
  readonly messageId: string;
  /** The bus's own word: MaxDeliveryCountExceeded, TTLExpiredException... */
  readonly reason: string;
  readonly command:
    | { readonly kind: 'dispatch' | 'configure' | 'report'; readonly compte: string; readonly id: string }
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
    await deps.bus.send(letter.queue, [
      { body: command.kind === 'dispatch' ? { ...command, again: undefined } : command },
    ]);
    return;
  }
  if (command?.kind === 'dispatch') {
    await setWaiting(deps, command.compte, command.id, detail);
    return;
  }
  const subject = `dead-${letter.queue}-${createHash('sha256').update(letter.messageId).digest('hex')}`;
  if (!command) {
    const params = { queue: letter.queue, detail };
    await notify(deps, COMPTES, subject, { code: 'MESSAGE_UNREADABLE', params, dossier: null, problems: [] });
    return;
  }
  const code =
    command.kind === 'publish' ? 'PUBLISH_FAILED' : command.kind === 'report' ? 'REPORT_FAILED' : 'CONFIG_FAILED';
  const params: Record<string, string> = { detail };
  if ('dossier' in command) params['dossier'] = command.dossier;
  if ('exercice' in command) params['exercice'] = command.exercice;
  await notify(deps, command.compte, subject, {
    code,
    params,
    dossier: params['dossier'] ?? null,
    problems: [],
    command: { queue: letter.queue, body: command },
  });
}
