import type { Answer } from './requests.ts';

/**
 * Answers `$cbs` (claims-based security): every token is accepted, because the emulator listens on this machine only
 * and its key is no secret.
 */
export async function answerCbs(): Promise<Answer> {
  return { application_properties: { 'status-code': 202, 'status-description': 'Accepted' } };
}
